using CsCheck;
using Terreau.Engine.Hours;

namespace Terreau.Engine.Tests.Hours;

/// <summary>Opening hours in the syntax of OSM: read, written in one way, told by day.</summary>
public sealed class OpeningHoursTests
{
    private static readonly string[] Signs =
        ["Mo", "Tu", "Su", "PH", "SH", "Mar", "Aug 03", "-", ",", ", ", ";", " || ", " ", ":", "09:00", "12:00", "9:00-12:00", "24:00", "+",
            "off", "open", "unknown", "\"a\"", "\"", "24/7", "48:00", "[1]", "é"];

    // A Monday.
    private static readonly DateOnly Monday = new(2026, 11, 23);

    [Theory]
    [InlineData("Mo-Fr 09:00-12:00,14:00-18:00; PH off", "Mo-Fr 09:00-12:00,14:00-18:00; PH off")]
    [InlineData("  Mo - Fr  9:00 - 12:00 , 14:00-18:00 ;PH off; ", "Mo-Fr 09:00-12:00,14:00-18:00; PH off")]
    [InlineData("Mo,Tu,We 09:00-12:00", "Mo-We 09:00-12:00")]
    [InlineData("Su,Mo 09:00-12:00", "Mo,Su 09:00-12:00")]
    [InlineData("Fr-Mo 09:00-12:00", "Mo,Fr-Su 09:00-12:00")]
    [InlineData("PH,Sa 09:00-12:00", "Sa,PH 09:00-12:00")]
    [InlineData("Mo 14:00-18:00,09:00-12:00", "Mo 09:00-12:00,14:00-18:00")]
    [InlineData("24/7", "24/7")]
    [InlineData("24/7; PH off", "24/7; PH off")]
    [InlineData("Mo open", "Mo open")]
    [InlineData("Fr 22:00-26:00", "Fr 22:00-02:00")]
    [InlineData("Fr 18:00-00:00", "Fr 18:00-24:00")]
    [InlineData("Fr 17:00+", "Fr 17:00+")]
    [InlineData("Apr-Sep: Mo-Fr 09:00-18:00", "Apr-Sep Mo-Fr 09:00-18:00")]
    [InlineData("Jul,Aug off", "Jul,Aug off")]
    [InlineData("Aug 1-15 off", "Aug 01-15 off")]
    [InlineData("Dec 24-Jan 2 closed \"congés\"", "Dec 24-Jan 02 closed \"congés\"")]
    [InlineData("Aug 09:00-12:00", "Aug 09:00-12:00")]
    [InlineData("Mo 08:30-17:00 open, Sa closed", "Mo 08:30-17:00 open, Sa closed")]
    [InlineData("Mo 10:00-12:00 || \"sur rendez-vous\"", "Mo 10:00-12:00 || \"sur rendez-vous\"")]
    [InlineData("We unknown \"selon la saison\"", "We unknown \"selon la saison\"")]
    public void TryParse_WhatOsmWrites_IsWrittenInOneWay(string text, string expected)
    {
        Assert.True(OpeningHours.TryParse(text, out var hours), text);
        Assert.Equal(expected, hours.ToString());
        Assert.True(OpeningHours.TryParse(expected, out var again));
        Assert.Equal(hours, again);
        Assert.Equal(hours.GetHashCode(), again.GetHashCode());
    }

    [Theory]
    [InlineData(null, "vides")]
    [InlineData("  ", "vides")]
    [InlineData("lundi 9h-12h", "« lundi 9h-12h »")]
    [InlineData("Mo[1] 09:00-12:00", "rang d’un jour")]
    [InlineData("2026 Mo 09:00-12:00", "« 2026 Mo")]
    [InlineData("week 1-10 Mo 09:00-12:00", "« week")]
    [InlineData("Mo sunrise-sunset", "« sunrise")]
    [InlineData("SH Mo-Fr 09:00-12:00", "croisés")]
    [InlineData("Mo 09:00", "« 09:00 »")]
    [InlineData("Mo 09:00-09:00", "« 09:00-09:00 »")]
    [InlineData("Mo 09:60-10:00", "« 09:60")]
    [InlineData("Mo 25:00-26:00", "« 25:00")]
    [InlineData("Mo 09:00-49:00", "« 09:00")]
    [InlineData("Mo 09:00-12:00,11:00-14:00", "chevauchent")]
    [InlineData("Mo 09:00-18:00/01:30", "« 09:00")]
    [InlineData("Mo 09:00-12:00 Tu 09:00-12:00", "« Tu")]
    [InlineData("Mo 09:00-12:00,", "règle à la fin")]
    [InlineData("Mo 09:00-12:00 \"sans fin", "guillemet")]
    [InlineData("Mo 09:00-12:00 \"\"", "vide ou illisible")]
    [InlineData("Feb 30 off", "« 30 off »")]
    [InlineData("Aug 16-Sep off", "« off »")]
    [InlineData("Mo-Fri 09:00-12:00", "« Fri")]
    public void TryParse_WhatIsOutside_IsRefusedWithAReason(string? text, string reason)
    {
        Assert.False(OpeningHours.TryParse(text, out var hours, out var said));

        Assert.Null(hours);
        Assert.Contains(reason, said, StringComparison.Ordinal);
        Assert.EndsWith(".", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Tu:, SH")]
    [InlineData("Su:,Su")]
    [InlineData("Mo;Mar:, Aug 03 || Aug 03")]
    [InlineData("Tu:")]
    [InlineData("Mar: ; Mo 09:00-12:00")]
    public void TryParse_ColonWithNothingAfter_IsRefused(string text) => Assert.False(OpeningHours.TryParse(text, out _));

    [Fact]
    public void TryParse_TooLong_IsRefused()
    {
        var rules = string.Join("; ", Enumerable.Repeat("Mo 09:00-12:00", OpeningHours.MaxLength / 16));

        Assert.True(OpeningHours.TryParse(rules, out _));
        Assert.False(OpeningHours.TryParse(rules + "; " + rules, out _, out var reason));
        Assert.Contains("500", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_AnyTextOfItsSigns_NeverThrowsAndReadsBackAlike()
        => Gen.Int[0, Signs.Length - 1].Select(at => Signs[at])
            .Array[1, 9].Sample(parts =>
            {
                if (!OpeningHours.TryParse(string.Concat(parts), out var hours)) return;
                Assert.True(OpeningHours.TryParse(hours!.ToString(), out var again), hours.ToString());
                Assert.Equal(hours, again);
            }, iter: 500_000);

    [Theory]
    [InlineData("Mo-Fr 09:00-12:00", 0, "Open 09:00-12:00")]
    [InlineData("Mo-Fr 09:00-12:00", 5, null)]
    [InlineData("Mo-Fr 09:00-12:00; We off", 2, "Closed")]
    [InlineData("Mo-Fr 09:00-12:00; We 14:00-16:00", 2, "Open 14:00-16:00")]
    [InlineData("Mo-Fr 09:00-12:00, We 14:00-16:00", 2, "Open 09:00-12:00 14:00-16:00")]
    [InlineData("Mo-Fr 09:00-12:00, We 11:00-16:00", 2, null)]
    [InlineData("Mo-Fr 09:00-18:00; We 12:00-14:00 off", 2, null)]
    [InlineData("Sa closed, Mo 09:00-12:00 open", 5, "Closed")]
    [InlineData("Mo 09:00-12:00 || \"sur rendez-vous\"", 1, "Unknown sur rendez-vous")]
    [InlineData("Mo 09:00-12:00 || \"sur rendez-vous\"", 0, "Open 09:00-12:00")]
    [InlineData("24/7", 6, "Open 00:00-24:00")]
    [InlineData("Mo open", 0, "Open")]
    [InlineData("Mo 09:00-12:00; SH off", 0, null)]
    [InlineData("Mo 09:00-12:00; Nov off", 0, "Closed")]
    [InlineData("Mo 09:00-12:00; Nov 24-Dec 31 off", 0, "Open 09:00-12:00")]
    [InlineData("Mo 09:00-12:00; Nov 23 off", 0, "Closed")]
    [InlineData("Mo 09:00-12:00; Nov 20-Jan 10 off", 0, "Closed")]
    public void On_ADay_TellsWhatIsCertain(string text, int later, string? expected)
    {
        Assert.True(OpeningHours.TryParse(text, out var hours));

        Assert.Equal(expected, Said(hours.On(Monday.AddDays(later), isPublicHoliday: false)));
    }

    [Theory]
    [InlineData("Mo-Fr 09:00-12:00", null)]
    [InlineData("Mo-Fr 09:00-12:00; PH off", "Closed")]
    [InlineData("Mo-Fr,PH 09:00-12:00", "Open 09:00-12:00")]
    [InlineData("24/7", "Open 00:00-24:00")]
    public void On_APublicHoliday_TellsOnlyWhatIsSaidOfIt(string text, string? expected)
    {
        Assert.True(OpeningHours.TryParse(text, out var hours));

        Assert.Equal(expected, Said(hours.On(Monday, isPublicHoliday: true)));
    }

    [Theory]
    [InlineData("Mo-Fr 09:00-18:00; We off; PH off", "Mo-Tu,Th-Fr Open 09:00-18:00 | We,PH Closed")]
    [InlineData("Mo 08:30-17:00 open, Tu 08:30-17:00 open, Sa closed", "Mo-Tu Open 08:30-17:00 | Sa Closed")]
    [InlineData("Mo 09:00-12:00; Aug off", null)]
    [InlineData("Mo 09:00-12:00; SH off", null)]
    public void Week_OfRules_PutsDaysAlikeTogether(string text, string? expected)
    {
        Assert.True(OpeningHours.TryParse(text, out var hours));

        Assert.Equal(expected, hours.Week() is { } week
            ? string.Join(" | ", week.Select(line => $"{line.Days.ToCode()} {Said(line.Hours)}")) : null);
    }

    private static string? Said(DayHours? day)
        => day is null ? null : string.Join(' ',
            new[] { day.State.ToString(), string.Join(' ', day.Spans), day.Comment ?? "" }.Where(part => part.Length > 0));
}
