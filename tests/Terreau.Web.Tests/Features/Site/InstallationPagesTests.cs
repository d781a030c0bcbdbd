using Terreau.Web.Features.Site;
using Terreau.Web.Hosting;

namespace Terreau.Web.Tests.Features.Site;

/// <summary>What the site says of who holds it comes from its settings, and what is missing says so.</summary>
public sealed class InstallationPagesTests
{
    [Theory]
    [InlineData("Équipe; equipe@exemple.fr; 01 23 45 67 89; 1 place de la Mairie", "equipe@exemple.fr")]
    [InlineData("Équipe;;01 23 45 67 89", null)]
    public void Team_OfTheSetting_IsReadPartByPart(string setting, string? mail)
    {
        var team = TeamContact.Read("TERREAU_TEAM", setting);

        Assert.Equal(("Équipe", mail, "01 23 45 67 89"), (team.Name, team.Mail, team.Phone));
    }

    [Theory]
    [InlineData("Équipe")]
    [InlineData("; equipe@exemple.fr")]
    [InlineData("Équipe; pas une adresse")]
    [InlineData("a;b@exemple.fr;c;d;e")]
    public void Team_ThatReachesNobody_IsRefusedInASentence(string setting)
        => Assert.Contains("TERREAU_TEAM", Assert.Throws<StartException>(() => TeamContact.Read("TERREAU_TEAM", setting)).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task Pages_OfContactAndLaw_SayWhatIsSetAndWhatIsMissing()
    {
        await using var site = await TestSite.StartAsync(adjust: options => options with
        {
            Team = TeamContact.Read("TERREAU_TEAM", "Équipe de Valmont; equipe@exemple.fr"), HostedBy = "Hébergeur, 1 rue du Port",
        });

        var contact = await site.PageAsync(SiteRoutes.ContactUs);
        var law = await site.PageAsync(SiteRoutes.Legal);

        Assert.Equal("mailto:equipe@exemple.fr", contact.QuerySelector("main a[href^=mailto]")!.GetAttribute("href"));
        Assert.Contains("Hébergeur, 1 rue du Port", law.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("À compléter", law.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }
}
