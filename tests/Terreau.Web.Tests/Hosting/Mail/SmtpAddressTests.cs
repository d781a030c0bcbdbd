using Terreau.Web.Hosting.Mail;

namespace Terreau.Web.Tests.Hosting.Mail;

public sealed class SmtpAddressTests
{
    [Theory]
    [InlineData("smtp://mail.exemple.fr", false, "mail.exemple.fr", 587, null, "")]
    [InlineData("smtps://mail.exemple.fr", true, "mail.exemple.fr", 465, null, "")]
    [InlineData("smtp://terreau:un%40mot%3Asecret@mail.exemple.fr:2525", false, "mail.exemple.fr", 2525, "terreau", "un@mot:secret")]
    [InlineData("smtps://moi%40exemple.fr:x@mail.exemple.fr/", true, "mail.exemple.fr", 465, "moi@exemple.fr", "x")]
    public void TryParse_Server_HasItsParts(string text, bool encrypted, string host, int port, string? user, string password)
    {
        Assert.True(SmtpAddress.TryParse(text, out var server));

        Assert.Equal((encrypted, host, port, user, password), (server.Encrypted, server.Host, server.Port, server.User, server.Password));
        if (password.Length > 1) Assert.DoesNotContain(password, server.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("mail.exemple.fr")]
    [InlineData("mail.exemple.fr:25")]
    [InlineData("http://mail.exemple.fr")]
    [InlineData("smtp://")]
    [InlineData("smtp://mail.exemple.fr/dossier")]
    [InlineData("smtp://mail.exemple.fr?a=b")]
    public void TryParse_AnythingElse_IsRefused(string? text) => Assert.False(SmtpAddress.TryParse(text, out _));
}
