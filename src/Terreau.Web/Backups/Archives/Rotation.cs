using System.Globalization;

namespace Terreau.Web.Backups.Archives;

/// <summary>Which archives are kept: the last one of each of so many days, weeks (from Monday) and months that have one.</summary>
internal sealed record Rotation(int Days, int Weeks, int Months)
{
    /// <summary>Those that go.</summary>
    /// <param name="archives">The newest first.</param>
    /// <param name="made">The one just made, which stays whatever else is there.</param>
    public IReadOnlyList<string> Outdated(IReadOnlyList<(string Path, DateTime MadeAt)> archives, string made)
    {
        var kept = new HashSet<string>([made], StringComparer.Ordinal);
        Keep(Days, day => day.DayNumber);
        Keep(Weeks, day => (ISOWeek.GetYear(day.ToDateTime(default)) * 100) + ISOWeek.GetWeekOfYear(day.ToDateTime(default)));
        Keep(Months, day => (day.Year * 100) + day.Month);
        return [.. archives.Select(archive => archive.Path).Where(path => !kept.Contains(path))];

        void Keep(int count, Func<DateOnly, int> period)
            => kept.UnionWith(archives.GroupBy(archive => period(ParisTime.DayOf(archive.MadeAt)))
                .Take(count).Select(group => group.First().Path));
    }
}
