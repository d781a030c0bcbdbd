using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Tests.Domain.Accounts;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("ines.diallo@exemple.fr", "ines.diallo@exemple.fr")]
    [InlineData("  Ines.Diallo@Exemple.FR ", "Ines.Diallo@exemple.fr")]
    [InlineData("o'brien+terreau@exemple.fr", "o'brien+terreau@exemple.fr")]
    [InlineData("contact@forêt.fr", "contact@xn--fort-ipa.fr")]
    [InlineData("a@b.museum", "a@b.museum")]
    public void TryParse_Address_KeepsTheLocalPart_AndTurnsTheDomainIntoAscii(string text, string value)
    {
        Assert.True(EmailAddress.TryParse(text, out var address));
        Assert.Equal(value, address.Value);
        Assert.Equal(value, address.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ines")]
    [InlineData("@exemple.fr")]
    [InlineData("ines@")]
    [InlineData("ines@exemple")]
    [InlineData("ines@@exemple.fr")]
    [InlineData("ines@a@exemple.fr")]
    [InlineData("ines diallo@exemple.fr")]
    [InlineData("ines@exem ple.fr")]
    [InlineData("ines@exemple..fr")]
    [InlineData("ines@-exemple.fr")]
    [InlineData("ines@exemple_un.fr")]
    [InlineData("ines@192.168.1.1")]
    [InlineData("ines@[192.168.1.1]")]
    [InlineData(".ines@exemple.fr")]
    [InlineData("ines.@exemple.fr")]
    [InlineData("ines..diallo@exemple.fr")]
    [InlineData("inès@exemple.fr")]
    [InlineData("\"ines diallo\"@exemple.fr")]
    [InlineData("ines@exemple.fr\r\nBcc: autre@exemple.fr")]
    [InlineData("ines@exemple.fr\n")]
    [InlineData("ines\0@exemple.fr")]
    [InlineData("<ines@exemple.fr>")]
    [InlineData("ines@exemple.fr,autre@exemple.fr")]
    public void TryParse_AnythingElse_IsRefused(string? text)
    {
        Assert.False(EmailAddress.TryParse(text, out var address));
        Assert.Null(address);
    }

    [Fact]
    public void TryParse_Lengths_AreThoseOfTheRule()
    {
        var domain = $"{new string('d', 61)}.{new string('d', 61)}.{new string('d', 62)}.fr";

        Assert.True(EmailAddress.TryParse($"{new string('l', 64)}@{domain}", out var longest));
        Assert.Equal(254, longest.Value.Length);
        Assert.False(EmailAddress.TryParse($"{new string('l', 64)}@d{domain}", out _));
        Assert.True(EmailAddress.TryParse($"{new string('l', 64)}@exemple.fr", out _));
        Assert.False(EmailAddress.TryParse($"{new string('l', 65)}@exemple.fr", out _));
        Assert.False(EmailAddress.TryParse($"a@{new string('d', 64)}.fr", out _));
    }

    [Fact]
    public void Equality_IgnoresCase()
    {
        var (typed, other) = (EmailAddress.Parse("Ines@exemple.fr"), EmailAddress.Parse("ines@EXEMPLE.fr"));

        Assert.Equal(typed, other);
        Assert.True(typed == other);
        Assert.Equal(typed.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(typed, EmailAddress.Parse("paul@exemple.fr"));
        Assert.Equal("exemple.fr", typed.Domain);
    }
}
