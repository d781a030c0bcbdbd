using Terreau.Engine.Duplicates.Reading;

namespace Terreau.Engine.Tests.Duplicates;

public sealed class ContactTextTests
{
    [Theory]
    [InlineData("https://www.LaNoue.fr/accueil?x=1", "lanoue.fr")]
    [InlineData("lanoue.fr:8080", "lanoue.fr")]
    [InlineData("http://moi@lanoue.fr./", "lanoue.fr")]
    [InlineData("https://www.facebook.com/LaNoue/?ref=x", "facebook.com/lanoue")]
    [InlineData("https://fr-fr.facebook.com/", null)]
    [InlineData("https://www.facebook.com/profile.php?id=12", null)]
    [InlineData("https://www.helloasso.com/associations/la-noue", "helloasso.com/associations/la-noue")]
    [InlineData("https://wordpress.com", null)]
    [InlineData("https://lanoue.wordpress.com", "lanoue.wordpress.com")]
    [InlineData("https://sites.google.com/site/lanoue", "sites.google.com/site/lanoue")]
    [InlineData("notfacebook.com", "notfacebook.com")]
    [InlineData("pas de site", null)]
    [InlineData("localhost", null)]
    [InlineData("", null)]
    [InlineData("..", null)]
    public void Site_AsPeopleWriteIt_IsWhatTells(string address, string? expected) => Assert.Equal(expected, WebDomains.Site(address));

    [Theory]
    [InlineData("contact@LaNoue.fr", "lanoue.fr")]
    [InlineData("lanoue.fr", "lanoue.fr")]
    [InlineData("x@gmail.com", null)]
    [InlineData("wanadoo.fr", null)]
    [InlineData("@", null)]
    public void Mail_PublicMailbox_TellsNothing(string address, string? expected) => Assert.Equal(expected, WebDomains.Mail(address));

    [Theory]
    [InlineData("01 48 50 12 34", 148501234)]
    [InlineData("+33 (0)1.48.50.12.34", 148501234)]
    [InlineData("0033148501234", 148501234)]
    [InlineData("+32 2 123 45 67", 13221234567)]
    [InlineData("3949", -1)]
    [InlineData("00 00 00 00 00", -1)]
    [InlineData("0111111111", -1)]
    [InlineData("01 48 50 12 34 / 06 12 34 56 78", -1)]
    [InlineData(null, -1)]
    public void Phone_AsPeopleWriteIt_IsOneNumber(string? text, long expected) => Assert.Equal(expected, ContactText.Phone(text));

    [Theory]
    [InlineData(148501234, "01 48 50 12 34")]
    [InlineData(13221234567, "+3221234567")]
    public void PhoneWords_Number_IsReadByTwos(long phone, string expected)
    => Assert.Equal(expected, ContactText.PhoneWords(phone).Replace('\u00A0', ' '));

    [Theory]
    [InlineData("12, rue de la République", "12 r. République 93140 Bondy", true)]
    [InlineData("Bâtiment B, 12 av. du Gal Leclerc", "12 avenue Général-Leclerc", true)]
    [InlineData("12 rue Jules Guesde", "14 rue Jules Guesde", false)]
    [InlineData("rue Jules Guesde", "rue Jules Guesde", false)]
    [InlineData("93140 Bondy", "93140 Bondy", false)]
    [InlineData(null, null, false)]
    public void Street_WrittenTwoWays_IsOne(string? first, string? second, bool areOne)
        => Assert.Equal(areOne, ContactText.Street(first) is not 0 and var street && street == ContactText.Street(second));

    [Theory]
    [InlineData("93140", null, 93140)]
    [InlineData(null, "12 rue X, 93140 Bondy", 93140)]
    [InlineData("2A004", "12 rue X, 93140 Bondy", -1)]
    [InlineData(null, "Bondy", -1)]
    public void Postcode_FromEither_IsFound(string? postcode, string? address, int expected)
    => Assert.Equal(expected, ContactText.Postcode(postcode, address));

    [Theory]
    [InlineData("M.J.C.", "mjc")]
    [InlineData("É N S", "ens")]
    [InlineData("AB", null)]
    [InlineData("ABCDEFGHI", null)]
    public void Acronym_WithPoints_IsItsLetters(string text, string? expected) => Assert.Equal(expected, ContactText.Acronym(text));

    [Fact]
    public void Commune_OfCorsica_IsNotThatOfAnother()
    {
        Assert.NotEqual(ContactText.Commune("2A004"), ContactText.Commune("2B004"));
        Assert.Equal(-1, ContactText.Commune("9301"));
        Assert.Equal(-1, ContactText.Commune("Bondy "[..4] + "é"));
    }

    [Theory]
    [InlineData("ressourcerie", "resourcerie", true)]
    [InlineData("jardin", "jadrin", true)]
    [InlineData("sport", "sportive", true)]
    [InlineData("bibliotheque", "biblioteque", true)]
    [InlineData("bibliotheque", "bibloteque", true)]
    [InlineData("renoir", "zay", false)]
    [InlineData("noue", "nous", true)]
    [InlineData("eau", "feu", false)]
    [InlineData("93", "94", false)]
    [InlineData("ab", "abc", false)]
    public void AreNear_TwoSpellings_AreTold(string first, string second, bool areNear)
    {
        Assert.Equal(areNear, WordNearness.AreNear(first, second));
        Assert.Equal(areNear, WordNearness.AreNear(second, first));
    }
}
