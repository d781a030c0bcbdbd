using Quartz;
using Terreau.Web.Hosting.Watch.Sent;

namespace Terreau.Web.Hosting.Jobs;

/// <summary>How a feature says what must be done by itself, in one line; and how the site runs it.</summary>
internal static class Jobs
{
    /// <param name="name">The verb, unique: "envoyer les messages".</param>
    /// <param name="turn">When.</param>
    /// <param name="work">A method of a part taken from a scope of its own; asked to stop, it ends what it has under way.</param>
    /// <param name="rungBy">The entity whose creation gives a turn at once.</param>
    public static IServiceCollection AddJob<T>(
        this IServiceCollection services, string name, Turn turn, Func<T, CancellationToken, Task> work, string? rungBy = null)
        where T : class
        => services.AddSingleton(new Job
        {
            Name = name, Turn = turn, RungBy = rungBy,
            Work = (provider, cancel) => work(provider.GetRequiredService<T>(), cancel),
        });

    /// <summary>Runs the jobs added so far, unless this process is told not to.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, TerreauOptions options)
    {
        services.AddSingleton<JobOutcomes>().AddSingleton<Measures>();
        if (!options.Jobs) return services;
        var jobs = services.Where(part => part.ServiceType == typeof(Job)).Select(part => (Job)part.ImplementationInstance!).ToList();
        services.AddSingleton<JobBoard>();
        services.AddHostedService(provider => provider.GetRequiredService<JobBoard>());
        services.AddQuartz(quartz =>
        {
            foreach (var job in jobs)
                quartz.ScheduleJob<JobRun>(
                    trigger => trigger.WithIdentity(job.Name).WithSchedule(job.Turn.Schedule()),
                    run => run.WithIdentity(job.Name));
        });
        return services.AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
    }
}
