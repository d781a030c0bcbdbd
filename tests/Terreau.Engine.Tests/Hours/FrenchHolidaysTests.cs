using Terreau.Engine.Hours;

namespace Terreau.Engine.Tests.Hours;

/// <summary>Public holidays against calendars that were published.</summary>
public sealed class FrenchHolidaysTests
{
    [Theory]
    [InlineData(1818, 3, 22), InlineData(1943, 4, 25), InlineData(1954, 4, 18), InlineData(2000, 4, 23), InlineData(2024, 3, 31)]
    [InlineData(2025, 4, 20), InlineData(2026, 4, 5), InlineData(2027, 3, 28), InlineData(2038, 4, 25), InlineData(2049, 4, 18)]
    public void EasterOf_PublishedYears_IsTheirSunday(int year, int month, int day)
    {
        Assert.Equal(new DateOnly(year, month, day), FrenchHolidays.EasterOf(year));
        Assert.Equal(DayOfWeek.Sunday, FrenchHolidays.EasterOf(year).DayOfWeek);
    }

    [Fact]
    public void Has_2026_AreTheElevenOfTheCode()
    {
        var days = Enumerable.Range(0, 365).Select(new DateOnly(2026, 1, 1).AddDays).Where(day => FrenchHolidays.Has(day, "93"))
            .Select(day => $"{day:MM-dd}");

        Assert.Equal(["01-01", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14", "08-15", "11-01", "11-11", "12-25"], days);
    }

    [Theory]
    [InlineData(4, 3, "67", true), InlineData(12, 26, "57", true), InlineData(4, 3, "93", false), InlineData(12, 26, null, false)]
    [InlineData(5, 27, "971", true), InlineData(12, 20, "974", true), InlineData(12, 20, "971", false), InlineData(5, 22, "972", true)]
    public void Has_DaysOfSomeDepartments_AreTheirsAlone(int month, int day, string? department, bool expected)
        => Assert.Equal(expected, FrenchHolidays.Has(new DateOnly(2026, month, day), department));
}
