namespace Terreau.Web.Tests.Features.Site;

/// <summary>A database that answers later than a file shows pages that are drawn before they are read.</summary>
public sealed class EveryDatabaseTests
{
    public static TheoryData<string> Kinds => Databases.Both;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Get_EachPage_IsWholeWhicheverTheDatabase(string database)
    {
        await using var site = await TestSite.StartAsync(database);

        foreach (var address in new[]
                 {
                     "/offres", "/offres/dla", "/offres/dla/signaler", "/territoire", "/territoire/communes/93010",
                     "/territoire/quartiers/QN09314M", "/sources", "/a-propos", "/accessibilite", "/donnees-personnelles", "/plan-du-site",
                     "/",
                 })
        {
            var page = await site.PageAsync(address);

            Assert.NotNull(page.QuerySelector("h1"));
            Assert.NotNull(page.QuerySelector("footer"));
        }
    }
}
