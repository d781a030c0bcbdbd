using System.Globalization;

namespace Terreau.Engine.Tests;

public sealed class FrenchTests
{
    private static readonly DateOnly Day = new(2027, 3, 15);

    [Fact]
    public void Date_FirstOfMonth_ReadsPremier()
    {
        Assert.Equal("15 mars 2027", Plain(French.Date(Day)));
        Assert.Equal("1er mai 2027", Plain(French.Date(new(2027, 5, 1))));
        Assert.Equal("jusqu’au 15 mars 2027", Plain(French.Until(Day)));
    }

    [Theory]
    [InlineData(0, "aujourd’hui")]
    [InlineData(-1, "hier")]
    [InlineData(1, "demain")]
    [InlineData(-5, "il y a 5 jours")]
    [InlineData(13, "dans 13 jours")]
    [InlineData(-21, "il y a 3 semaines")]
    [InlineData(62, "le 16 mai 2027")]
    public void Relative_DaysAway_ReadsAsSpoken(int days, string expected) =>
        Assert.Equal(expected, Plain(French.Relative(Day.AddDays(days), Day)));

    [Fact]
    public void Instant_Winter_IsTheTimeOfParis() =>
        Assert.Equal("31 décembre 2026 à 0 h 05", Plain(French.Instant(new DateTime(2026, 12, 30, 23, 5, 0, DateTimeKind.Utc))));

    [Theory]
    [InlineData(3_000_000, "30 000 €")]
    [InlineData(1_250, "12,50 €")]
    [InlineData(0, "0 €")]
    [InlineData(-150_000, "−1 500 €")]
    public void Money_Cents_HasGroupsAndNoUselessDecimals(long cents, string expected)
    => Assert.Equal(expected, Plain(French.Money(cents)));

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(500_000L, null, "à partir de 5 000 €")]
    [InlineData(null, 3_000_000L, "jusqu’à 30 000 €")]
    [InlineData(500_000L, 3_000_000L, "de 5 000 € à 30 000 €")]
    [InlineData(500_000L, 500_000L, "5 000 €")]
    public void MoneyRange_Bounds_ReadAsSpoken(long? min, long? max, string? expected) =>
        Assert.Equal(expected, French.MoneyRange(min, max) is { } text ? Plain(text) : null);

    [Theory]
    [InlineData(0, "0 acteur")]
    [InlineData(1, "1 acteur")]
    [InlineData(2, "2 acteurs")]
    [InlineData(1_500_000, "1 500 000 acteurs")]
    public void Count_FromTwo_IsPlural(long count, string expected) => Assert.Equal(expected, Plain(French.Count(count, "acteur")));

    [Fact]
    public void Number_Decimals_KeepsNoneThatIsUseless()
    {
        Assert.Equal("12,5", French.Number(12.50m));
        Assert.Equal("9,3 %", Plain(French.Percent(0.0934m)));
        Assert.Equal("450 m", Plain(French.Distance(0.452)));
        Assert.Equal("2,3 km", Plain(French.Distance(2.34)));
    }

    [Fact]
    public void AnyFormat_OtherCulture_ReadsTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
            Assert.Equal("1 234,50 €", Plain(French.Money(123_450)));
            Assert.Equal("15 mars 2027", Plain(French.Date(Day)));
            Assert.True(French.TryParseNumber("2,5", out var number));
            Assert.Equal(2.5m, number);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void List_Items_EndsWithEt()
    {
        Assert.Equal("Bondy, Romainville et Pantin", French.List(["Bondy", "Romainville", "Pantin"]));
        Assert.Equal("Bondy", French.List(["Bondy"]));
        Assert.Equal("", French.List([]));
    }

    [Theory]
    [InlineData("30 000", 3_000_000)]
    [InlineData("30\u202f000 €", 3_000_000)]
    [InlineData("30.000", 3_000_000)]
    [InlineData("30.000,50", 3_000_050)]
    [InlineData("30000,5 euros", 3_000_050)]
    [InlineData("12.5", 1_250)]
    [InlineData("0,005", 1)]
    public void TryParseMoney_AsPeopleType_IsRead(string text, long cents)
    {
        Assert.True(French.TryParseMoney(text, out var read));
        Assert.Equal(cents, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("trente mille")]
    [InlineData("-5")]
    [InlineData("99999999999999999999")]
    [InlineData("1,2,3")]
    [InlineData("NaN")]
    public void TryParseMoney_NotAnAmount_IsRefused(string? text) => Assert.False(French.TryParseMoney(text, out _));

    [Theory]
    [InlineData("2027-03-15")]
    [InlineData("15/03/2027")]
    [InlineData(" 15/3/2027 ")]
    [InlineData("15.03.2027")]
    public void TryParseDate_AsPostedOrTyped_IsRead(string text)
    {
        Assert.True(French.TryParseDate(text, out var date));
        Assert.Equal(Day, date);
    }

    [Theory]
    [InlineData("2027-02-30")]
    [InlineData("demain")]
    [InlineData(null)]
    public void TryParseDate_NotADay_IsRefused(string? text) => Assert.False(French.TryParseDate(text, out _));

    // Unbreakable spaces are wanted on screen and unreadable in a test.
    private static string Plain(string text) => text.Replace('\u00a0', ' ').Replace('\u202f', ' ');
}
