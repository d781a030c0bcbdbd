using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Search;
using Terreau.Web.Search.Projection;
using Terreau.Web.Seeds;

namespace Terreau.Web.Tests.Search.Projection;

public sealed class IndexFeedTests
{
    public static TheoryData<string> Both => Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task CatchUp_FirstStart_HoldsEveryActorAndOffer(string kind)
    {
        await using var site = await TestSite.StartAsync(kind);
        var indexes = site.Services.GetRequiredService<SearchIndexes>();

        var (actors, offers) = await site.WithDbAsync(async db => (await db.Organisations.CountAsync(), await db.Offers.CountAsync()));

        Assert.True(actors > 50 && offers >= 40);
        Assert.Equal((actors, offers), (indexes.Of(ActorSchema.Schema).Count, indexes.Of(OfferSchema.Schema).Count));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task CatchUp_CreatedChangedRemoved_FollowsEach(string kind)
    {
        await using var site = await TestSite.StartAsync(kind);
        var act = Act.ByConsole(site.Clock, "essayer");

        await site.WithDbAsync(db =>
        {
            db.Add(Builders.Organisation("zygomatique", "Le Zygomatique", "essai", PartialDate.Parse("2026")));
            return db.SaveAsync(act);
        });
        Assert.Equal(["zygomatique"], await FindAsync(site, "zygomatique"));

        await site.WithDbAsync(async db =>
        {
            (await db.Organisations.SingleAsync(sheet => sheet.Slug == "zygomatique")).Name = "Le Quadrilatère";
            return await db.SaveAsync(act);
        });
        Assert.Empty(await FindAsync(site, "zygomatique"));
        Assert.Equal(["zygomatique"], await FindAsync(site, "quadrilatère"));

        await site.WithDbAsync(async db =>
        {
            db.Remove(await db.Organisations.SingleAsync(sheet => sheet.Slug == "zygomatique"));
            return await db.SaveAsync(act);
        });
        Assert.Empty(await FindAsync(site, "quadrilatère"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task CatchUp_KindThatAnAreaBrings_IsFedLikeTheOthers(string kind)
    {
        await using var site = await TestSite.StartAsync(kind, services: services => services.AddSingleton<IndexedKind, DedicatedOffers>());
        var (indexes, act) = (site.Services.GetRequiredService<SearchIndexes>(), Act.ByConsole(site.Clock, "essayer"));
        var index = indexes.Of(DedicatedOffers.Held);
        var dedicated = await site.WithDbAsync(db => db.Offers.CountAsync(offer => offer.IsDedicated));

        Assert.True(dedicated > 0);
        Assert.Equal(dedicated, index.Count);
        await site.WithDbAsync(async db =>
        {
            (await db.Offers.FirstAsync(offer => offer.IsDedicated)).IsDedicated = false;
            return await db.SaveAsync(act);
        });
        await site.Services.GetRequiredService<IndexFeed>().CatchUpAsync(CancellationToken.None);
        Assert.Equal(dedicated - 1, index.Count);
        await site.WithDbAsync(async db =>
        {
            db.Remove(await db.Offers.FirstAsync(offer => offer.IsDedicated));
            return await db.SaveAsync(act);
        });
        await site.Services.GetRequiredService<IndexFeed>().CatchUpAsync(CancellationToken.None);
        Assert.Equal(dedicated - 2, index.Count);
        Assert.Equal((index.Position, index.Position), (indexes.Position, indexes.Of(ActorSchema.Schema).Position));
    }

    /// <summary>A kind of which not every row is for everyone.</summary>
    private sealed class DedicatedOffers : IndexedKind<Offer>
    {
        public static readonly SearchSchema Held = new() { Name = "dediees", Texts = [new("titre", 1)], Facets = [], Card = ["slug"] };

        public override SearchSchema Schema => Held;
        public override string Noun => "offre dédiée";

        protected override IQueryable<Offer> Shown(IQueryable<Offer> things) => things.Where(offer => offer.IsDedicated);

        protected override string SlugOf(Offer thing) => thing.Slug;

        protected override SearchDocument DocumentOf(Offer thing, Atlas atlas)
            => new() { Id = thing.Slug, Name = thing.Title, Texts = [("titre", thing.Title)], Card = [thing.Slug] };
    }

    [Fact]
    public async Task CatchUp_MoreThanTheIndexHolds_HoldsAllOfItAndWhatStoodBefore()
    {
        await using var site = await TestSite.StartAsync();
        var indexes = site.Services.GetRequiredService<SearchIndexes>();
        var before = indexes.Of(ActorSchema.Schema).Count;
        await site.WithDbAsync(async db =>
        {
            await using var transaction = await db.AloneAsync(CancellationToken.None);
            await db.AddManyAsync<Organisation>(
                [[.. Enumerable.Range(0, 5_001)
                    .Select(rank => Builders.Organisation($"venue-{rank}", $"Nouvelle venue {rank}", "essai", PartialDate.Parse("2026")))]],
                    Act.ByConsole(site.Clock, "essayer"), null, CancellationToken.None);
            await transaction.CommitAsync();
            return 0;
        });

        Assert.Equal(["venue-4321"], await FindAsync(site, "venue 4321"));
        Assert.Equal(before + 5_001, indexes.Of(ActorSchema.Schema).Count);
        Assert.Contains("baluchon", await FindAsync(site, "baluchon"));
        Assert.Equal(await site.WithDbAsync(db => db.Journal.MaxAsync(line => line.Id)), indexes.Position);
    }

    [Fact]
    public async Task CatchUp_FiliereRenamed_EveryDocumentFollows()
    {
        await using var site = await TestSite.StartAsync();
        Assert.Empty(await FindAsync(site, "hyperboréen"));

        await site.WithDbAsync(async db =>
        {
            (await db.Filieres.SingleAsync(filiere => filiere.Code == "numerique")).Label = "Hyperboréen";
            return await db.SaveAsync(Act.ByConsole(site.Clock, "essayer"));
        });

        Assert.Contains("simplon", await FindAsync(site, "hyperboréen"));
    }

    [Fact]
    public async Task Serve_IndexLost_IsBuiltAnew()
    {
        using var folder = new TemporaryFolder();
        await using (await TestSite.StartAsync(folder: folder)) { }
        Directory.Delete(Path.Combine(folder.Path, "index"), recursive: true);

        await using var again = await TestSite.StartAsync(folder: folder);

        Assert.Equal(["simplon"], (await FindAsync(again, "simplon")).Take(1));
    }

    [Fact]
    public async Task Serve_WritesTheIndexNeverSaw_AreCaughtUp()
    {
        using var folder = new TemporaryFolder();
        await using (var site = await TestSite.StartAsync(folder: folder))
        {
            // A crash between the commit and the index: the line is in the journal, the index is behind.
            await site.Services.GetRequiredService<IndexFeed>().StopAsync(CancellationToken.None);
            await site.WithDbAsync(db =>
            {
                db.Add(Builders.Organisation("zygomatique", "Le Zygomatique", "essai", PartialDate.Parse("2026")));
                return db.SaveAsync(Act.ByConsole(site.Clock, "essayer"));
            });
        }

        await using var again = await TestSite.StartAsync(folder: folder);

        Assert.Equal(["zygomatique"], again.Services.GetRequiredService<SearchIndexes>().Of(ActorSchema.Schema)
            .Search(new SearchQuery { Text = "zygomatique", Day = new DateOnly(2026, 11, 23) }).Hits.Select(hit => hit.Id));
    }

    private static async Task<List<string>> FindAsync(TestSite site, string text)
    {
        await site.Services.GetRequiredService<IndexFeed>().CatchUpAsync(CancellationToken.None);
        var page = site.Services.GetRequiredService<SearchIndexes>().Of(ActorSchema.Schema)
            .Search(new SearchQuery { Text = text, Day = new DateOnly(2026, 11, 23) });
        return page.Corrections.Count > 0 || page.Relaxed ? [] : [.. page.Hits.Select(hit => hit.Id)];
    }
}
