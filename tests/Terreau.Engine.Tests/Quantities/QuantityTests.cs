using Terreau.Engine.Quantities;

namespace Terreau.Engine.Tests.Quantities;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("13002526500013", true)]
    [InlineData("13000548100010", true)]
    [InlineData("35600000000048", true)]
    [InlineData("35600000049837", true)]
    [InlineData("130 025 265 00013", true)]
    [InlineData("13002526500014", false)]
    [InlineData("35600000000049", false)]
    [InlineData("1300252650001", false)]
    [InlineData("00000000000000", false)]
    [InlineData("1300252650001X", false)]
    [InlineData(null, false)]
    public void TryParse_Siret_ChecksItsKey(string? text, bool expected) => Assert.Equal(expected, Siret.TryParse(text, out _));

    [Fact]
    public void ToString_SiretAndSiren_AreGrouped()
    {
        Assert.True(Siret.TryParse("13002526500013", out var siret));
        Assert.True(Siren.TryParse("200 057 875", out var siren));

        Assert.Equal("130\u202F025\u202F265\u202F00013", siret.ToString());
        Assert.Equal("130025265", siret.Siren.Value);
        Assert.Equal("200\u202F057\u202F875", siren.ToString());
        Assert.False(Siren.TryParse("130025266", out _));
        Assert.False(Siren.TryParse("000000000", out _));
    }

    [Fact]
    public void Sum_OfBands_IsAnIntervalWithItsUnknowns()
    {
        var (persons, unknown) = HeadcountBand.Sum(["03", "11", "12", "NN", "00", null]);

        Assert.Equal((Interval.Between(36, 77), 1), (persons, unknown));
        Assert.Equal(Interval.AtLeast(10006), HeadcountBand.Sum(["53", "03"]).Persons);
    }

    [Fact]
    public void EssFigures_October2018_GiveTheirTotalsAndRatios()
    {
        EssFigures[] families =
        [
            new(1161, 10597, 9586, Money.FromEuros(303972150)), new(78, 1356, 1216, Money.FromEuros(42769774)),
            new(25, 467, 428, Money.FromEuros(16730828)), new(10, 431, 364, Money.FromEuros(11144184)),
        ];

        var total = EssFigures.Sum(families);

        Assert.Equal(new EssFigures(1274, 12851, 11594, Money.FromEuros(374616936)), total);
        Assert.Equal([0.9046m, 0.8968m, 0.9165m, 0.8445m], families.Select(one => Math.Round(one.FullTimePerEmployee!.Value, 4)));
        Assert.Equal([31710.01m, 35172.51m, 39090.72m, 30615.89m], families.Select(one => one.PayPerFullTime!.Value.Euros));
        Assert.Equal((0.9022m, 32311.28m), (Math.Round(total.FullTimePerEmployee!.Value, 4), total.PayPerFullTime!.Value.Euros));
        Assert.Equal(Interval.Between(13626, 13773), EssFigures.WholeFromShare(1274, 0.093m, 0.001m));
    }

    [Theory]
    [InlineData(3_000_000, "30\u202F000\u00A0€")]
    [InlineData(1250, "12,50\u00A0€")]
    [InlineData(-300, "−3\u00A0€")]
    [InlineData(37461693600, "374\u202F616\u202F936\u00A0€")]
    public void ToString_Money_IsWrittenAsInFrance(long cents, string expected) => Assert.Equal(expected, new Money(cents).ToString());

    [Theory]
    [InlineData("2026-03-28T22:59:59Z", "2026-03-28")]
    [InlineData("2026-03-28T23:00:00Z", "2026-03-29")]
    [InlineData("2026-03-29T21:59:59Z", "2026-03-29")]
    [InlineData("2026-03-29T22:00:00Z", "2026-03-30")]
    [InlineData("2026-10-24T22:00:00Z", "2026-10-25")]
    [InlineData("2026-10-25T22:59:59Z", "2026-10-25")]
    [InlineData("2026-10-25T23:00:00Z", "2026-10-26")]
    public void DayOf_InstantAroundMidnight_FollowsSummerTime(string instant, string day)
    {
        var at = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), ParisTime.DayOf(at.UtcDateTime));
    }

    [Fact]
    public void StartOf_EveryDayOfTwentyYears_IsTheFirstInstantOfThatDay()
    {
        for (var day = new DateOnly(2020, 1, 1); day.Year < 2040; day = day.AddDays(1))
        {
            var start = ParisTime.StartOf(day);
            Assert.Equal(day, ParisTime.DayOf(start));
            Assert.Equal(day.AddDays(-1), ParisTime.DayOf(start.AddTicks(-1)));
        }
    }

    [Fact]
    public void OffsetAt_EveryHourOfFiveYears_AgreesWithTheTimeZoneOfTheMachine()
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Paris", out var paris)) Assert.Skip("No time zone data on this machine.");
        for (var at = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero); at.Year < 2029; at = at.AddHours(1))
            Assert.Equal(paris.GetUtcOffset(at), ParisTime.OffsetAt(at.UtcDateTime));
    }

    [Fact]
    public void Window_Annual_ReadsAcrossTheNewYear()
    {
        var winter = OfferWindow.Annual(12, 1, 1, 31);

        Assert.True(winter.IsOpen(new DateOnly(2026, 1, 31)));
        Assert.True(winter.IsOpen(new DateOnly(2026, 12, 1)));
        Assert.False(winter.IsOpen(new DateOnly(2026, 2, 1)));
        Assert.Equal(0, winter.DaysLeft(new DateOnly(2026, 1, 31)));
        Assert.Equal(-1, winter.DaysLeft(new DateOnly(2026, 2, 1)));
        Assert.Equal(new DateOnly(2026, 12, 1), winter.NextDeposit(new DateOnly(2026, 2, 1)));
        Assert.Equal(new DaySpan(new DateOnly(2025, 2, 1), new DateOnly(2025, 2, 28)),
            OfferWindow.Annual(2, 1, 2, 29).SpanAt(new DateOnly(2025, 2, 10)));
    }

    [Fact]
    public void Window_Dated_OpensAndClosesOnItsBounds()
    {
        var window = OfferWindow.Dated(new DaySpan(new(2026, 6, 1), new(2026, 6, 30)), new DaySpan(new(2025, 1, 1), new(2025, 2, 1)));

        Assert.True(window.IsOpen(new DateOnly(2026, 6, 1)));
        Assert.True(window.IsOpen(new DateOnly(2026, 6, 30)));
        Assert.False(window.IsOpen(new DateOnly(2026, 7, 1)));
        Assert.False(window.IsOver(new DateOnly(2026, 6, 30)));
        Assert.True(window.IsOver(new DateOnly(2026, 7, 1)));
        Assert.Equal(new DateOnly(2026, 6, 1), window.NextDeposit(new DateOnly(2025, 3, 1)));
        Assert.Throws<ArgumentException>(() => OfferWindow.Dated(new DaySpan(new(2026, 6, 2), new(2026, 6, 1))));
    }

    [Theory]
    [InlineData("permanent", "permanent", "toute l’année")]
    [InlineData("", "inconnu", "dates à demander")]
    [InlineData("annuel/01-15/03-15", "annuel/01-15/03-15", "chaque année du 15 janvier au 15 mars")]
    [InlineData("annuel/02-29/03-01", "annuel/02-29/03-01", "chaque année du 29 février au 1er mars")]
    [InlineData("2027-01-01/2027-02-01; 2026-10-01/", "2026-10-01/;2027-01-01/2027-02-01",
        "à partir du 1er octobre 2026 ; du 1er janvier 2027 au 1er février 2027")]
    [InlineData("/2026-12-31", "/2026-12-31", "jusqu’au 31 décembre 2026")]
    public void Read_Window_GivesItsNotationAndItsWords(string text, string written, string words)
    {
        var window = OfferWindow.Read(text);

        Assert.True(window.IsReadable);
        Assert.Equal(written, window.ToString());
        Assert.Equal(window, OfferWindow.Read(written));
        Assert.Equal(words, window.InFrench().Replace('\u00A0', ' '));
        Assert.Equal($"\"{written}\"", System.Text.Json.JsonSerializer.Serialize(window));
    }

    [Theory]
    [InlineData("quand on veut"), InlineData("/"), InlineData("annuel/02-30/03-01"), InlineData("2026-12-31/2026-01-01")]
    [InlineData("2026-01-01/2026-02-01;demain")]
    public void Read_NoWindow_CountsAsUnknownAndKeepsItsWords(string text)
    {
        var window = OfferWindow.Read(text);

        Assert.Equal((true, false, text, text), (window.IsUnknown, window.IsReadable, window.ToString(), window.InFrench()));
        Assert.Null(window.SpanAt(new DateOnly(2026, 1, 1)));
    }

    [Theory]
    [InlineData("1er\u00A0mars 2027", 1)]
    [InlineData("15\u00A0mars 2027", 15)]
    public void Day_InFrench_IsAsPeopleSayIt(string expected, int day) => Assert.Equal(expected, French.Date(new DateOnly(2027, 3, day)));
}
