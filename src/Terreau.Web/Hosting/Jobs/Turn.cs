using Quartz;

namespace Terreau.Web.Hosting.Jobs;

/// <summary>When a job has its turn: at an interval counted from the start, or at hours of the clock in Paris.</summary>
internal sealed class Turn
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private readonly Func<IScheduleBuilder> schedule;

    private Turn(bool isOfTheClock, Func<IScheduleBuilder> schedule) => (IsOfTheClock, this.schedule) = (isOfTheClock, schedule);

    /// <summary>True when every node has the same turn at the same instant, which only one of them may take.</summary>
    public bool IsOfTheClock { get; }

    public static Turn Every(TimeSpan interval)
        => new(false, () => SimpleScheduleBuilder.Create().WithInterval(interval).RepeatForever());

    /// <param name="cron">Quartz's six fields, seconds first: "0 30 3 * * ?" is half past three every night.</param>
    /// <exception cref="FormatException">The expression cannot be read.</exception>
    public static Turn At(string cron)
    {
        var hours = new CronExpression(cron, Paris);
        return new(true, () => CronScheduleBuilder.Create(hours));
    }

    public IScheduleBuilder Schedule() => schedule();
}
