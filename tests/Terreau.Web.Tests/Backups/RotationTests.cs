using Terreau.Web.Backups.Archives;

namespace Terreau.Web.Tests.Backups;

public sealed class RotationTests
{
    private static readonly Rotation Usual = new(7, 5, 12);

    [Fact]
    public void Outdated_OverThreeYearsOfNights_LeavesAWeekOfDays_AMonthOfWeeks_AYearOfMonths()
    {
        var kept = new List<(string Path, DateTime MadeAt)>();
        for (var night = new DateTime(2024, 1, 1, 2, 40, 0, DateTimeKind.Utc); night.Year < 2027; night = night.AddDays(1))
        {
            kept.Insert(0, ($"{night:yyyy-MM-dd}", night));
            var gone = Usual.Outdated(kept, kept[0].Path);
            kept.RemoveAll(archive => gone.Contains(archive.Path));
        }

        // 31 December 2026 is a Thursday: its week began on the 28th.
        Assert.Equal([
            "2026-12-31", "2026-12-30", "2026-12-29", "2026-12-28", "2026-12-27", "2026-12-26", "2026-12-25", "2026-12-20", "2026-12-13",
            "2026-12-06", "2026-11-30", "2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30", "2026-05-31", "2026-04-30",
            "2026-03-31", "2026-02-28", "2026-01-31",
        ], kept.Select(archive => archive.Path));
    }

    [Fact]
    public void Outdated_CountsDaysThatHaveOne_NotDaysThatPass()
    {
        var archives = new[] { "2026-11-20", "2026-06-02", "2026-06-01" }
            .Select(day => (day, DateTime.SpecifyKind(DateTime.Parse(day, null), DateTimeKind.Utc))).ToList();

        Assert.Equal(["2026-06-01"], new Rotation(2, 0, 0).Outdated(archives, "2026-11-20"));
    }

    [Fact]
    public void Outdated_OfOneDay_LeavesTheLast_AndTheOneJustMade()
    {
        var day = new DateTime(2026, 11, 20, 8, 0, 0, DateTimeKind.Utc);
        (string, DateTime)[] archives = [("midi", day.AddHours(4)), ("fait", day.AddHours(2)), ("matin", day)];

        Assert.Equal(["matin"], new Rotation(1, 0, 0).Outdated(archives, "fait"));
        Assert.Equal(["midi", "matin"], new Rotation(0, 0, 0).Outdated(archives, "fait"));
    }

    [Fact]
    public void Outdated_TakesTheDayOfParis()
    {
        // Half past eleven in the evening and half past midnight, of two days in Paris and one of UTC.
        (string, DateTime)[] archives =
        [
            ("apres", new DateTime(2026, 7, 1, 22, 30, 0, DateTimeKind.Utc)),
            ("avant", new DateTime(2026, 7, 1, 21, 30, 0, DateTimeKind.Utc)),
        ];

        Assert.Empty(new Rotation(2, 0, 0).Outdated(archives, "apres"));
    }
}
