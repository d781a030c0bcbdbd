using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Mail;

namespace Terreau.Web.Tests.Domain.Mail;

public sealed class LetterTests
{
    private static readonly DateTime Morning = new(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("Bonjour\r\nBcc: autre@exemple.fr")]
    [InlineData("Bonjour\nX: y")]
    [InlineData("Bonjour\u2028X")]
    [InlineData("Bonjour\0")]
    [InlineData(" ")]
    public void Subject_ThatIsNotOneLine_IsRefused(string subject)
        => Assert.Throws<ArgumentException>(() => Letters.To("ines@exemple.fr") with { Subject = subject });

    [Fact]
    public void Parts_TooLong_AreRefused()
    {
        var letter = Letters.To("ines@exemple.fr");

        Assert.Throws<ArgumentException>(() => letter with { Key = new string('k', 201) });
        Assert.Throws<ArgumentException>(() => letter with { Subject = new string('s', 201) });
        Assert.Throws<ArgumentException>(() => letter with { Text = new string('t', 20_001) });
        Assert.Equal(200, (letter with { Key = new string('k', 200) }).Key.Length);
    }

    [Fact]
    public void Text_LineBreaks_AreKeptAsOneSort()
    {
        var letter = Letters.To("ines@exemple.fr") with { Text = "Une\r\ndeux\ntrois\tquatre" };

        Assert.Equal("Une\ndeux\ntrois\tquatre", letter.Text);
        Assert.Throws<ArgumentException>(() => letter with { Text = "Une\0" });
    }

    [Fact]
    public void Fail_EachTime_WaitsLonger_ThenGivesUp()
    {
        var mail = OutgoingMail.Of(Letters.To("ines@exemple.fr"), At(Morning));
        var waits = new List<TimeSpan?>();

        for (var at = Morning; mail.NextTryAt is not null; at = mail.NextTryAt ?? at)
        {
            mail.Try(At(at));
            mail.Fail("451 plus tard", At(at));
            waits.Add(mail.NextTryAt - at);
        }

        Assert.Equal([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
            TimeSpan.FromHours(12), null], waits);
        Assert.True(mail.GivenUp);
        Assert.Throws<InvalidOperationException>(() => mail.Try(At(Morning)));
    }

    [Fact]
    public void TryAgain_GivenUp_HasAllItsTriesAgain()
    {
        var mail = OutgoingMail.Of(Letters.To("ines@exemple.fr"), At(Morning));
        Assert.Throws<InvalidOperationException>(() => mail.TryAgain(At(Morning)));
        while (!mail.GivenUp)
        {
            mail.Try(At(Morning));
            mail.Fail("451", At(Morning));
        }

        mail.TryAgain(At(Morning));

        Assert.Equal((0, Morning, false), (mail.Attempts, mail.NextTryAt, mail.GivenUp));
    }

    [Fact]
    public void Erase_LeavesNothingOfWhoAndWhat()
    {
        var mail = OutgoingMail.Of(Letters.To("ines@exemple.fr"), At(Morning));
        mail.Try(At(Morning));

        mail.Erase(At(Morning));
        mail.Fail("451 <ines@exemple.fr> plus tard", At(Morning));
        mail.Bounce("550 <ines@exemple.fr> inconnue", At(Morning));

        Assert.Equal((null, null, "", "", null, ""), (mail.To, mail.Recipient, mail.Subject, mail.Text, mail.LastError, mail.BounceReason));
        Assert.Equal((Morning, null), (mail.ErasedAt, mail.NextTryAt));
        Assert.Equal("essai:ines@exemple.fr", mail.Key);
    }

    private static Act At(DateTime instant) => new("essai", instant, "essayer");
}

internal static class Letters
{
    /// <summary>A letter whose key is its address, for tests that send one to each.</summary>
    public static Letter To(string address) => new()
    {
        Key = $"essai:{address}", To = EmailAddress.Parse(address),
        Subject = "Votre rendez-vous à la Maison de l’économie sociale est confirmé",
        Text = "Bonjour Inès,\n\nVotre rendez-vous est confirmé : lundi 30 novembre à 14 h.\n.\nLien : http://127.0.0.1/rendez-vous/0123456789abcdef0123456789abcdef0123456789abcdef=é\n",
    };
}
