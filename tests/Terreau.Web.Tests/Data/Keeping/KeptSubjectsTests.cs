using Microsoft.Extensions.DependencyInjection;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Subscribers;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Subscribers;
using Terreau.Web.Search.Projection;

namespace Terreau.Web.Tests.Data.Keeping;

/// <summary>What is kept must say all that it is made of, or it would stay as it was for ever.</summary>
public sealed class KeptSubjectsTests
{
    // A page that is kept whole: its first look must be the real one.
    public static TheoryData<string> Pages =>
    [
        "/acteurs", "/acteurs?page=2&commune=93010", "/offres", "/integration", "/activite.atom", "/api/v1/acteurs", "/api/v1/offres",
    ];

    [Theory, MemberData(nameof(Pages))]
    public async Task Page_OfThePageCache_ReadsNoOtherSubject(string address)
    {
        var heard = new SqlHeard();
        await using var site = await StartAsync(heard);

        heard.Forget();
        using var answer = await site.Client.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.True(answer.IsSuccessStatusCode);
        await AssertWithinAsync(site, heard, PageCache.SubjectsOf(site.Services.GetRequiredService<SearchIndexes>()));
    }

    [Fact]
    public async Task Atlas_ReadsNoOtherSubject()
        => await ReadsAsync(Atlas.Subjects, services => services.GetRequiredService<AtlasCache>().GetAsync().AsTask());

    [Fact]
    public async Task Offers_ReadNoOtherSubject()
    {
        IReadOnlyList<string> subjects = [nameof(Offer), .. Atlas.Subjects];
        await ReadsAsync(subjects, services => services.GetRequiredService<OfferShelf>().GetAsync().AsTask());
        await ReadsAsync(subjects, services => services.GetRequiredService<OfferCatalogueCache>().GetAsync().AsTask());
    }

    [Fact]
    public async Task Duplicates_ReadNoOtherSubject()
        => await ReadsAsync([nameof(Organisation), nameof(DistinctPair)],
            services => services.GetRequiredService<DuplicateWatch>().PairsAsync());

    [Fact]
    public async Task SubscriberKeys_ReadNoOtherSubject()
        => await ReadsAsync([nameof(Subscriber)],
            services => services.GetRequiredService<SubscriberKeys>().FindAsync("inconnue", default).AsTask());

    [Fact]
    public async Task Subjects_OfWhatIsKept_AreJournaled()
    {
        await using var site = await TestSite.StartAsync(seed: "empty");
        var journaled = await site.WithDbAsync(db => Task.FromResult(db.Model.GetEntityTypes().Select(kind => kind.ClrType)
            .Where(kind => kind.IsAssignableTo(typeof(IJournaled))).Select(kind => kind.Name).ToList()));

        Assert.Subset(journaled.ToHashSet(), PageCache.SubjectsOf(site.Services.GetRequiredService<SearchIndexes>())
            .Concat([nameof(DistinctPair), nameof(Subscriber)]).ToHashSet());
    }

    private static async Task ReadsAsync(IReadOnlyList<string> subjects, Func<IServiceProvider, Task> read)
    {
        var heard = new SqlHeard();
        await using var site = await StartAsync(heard);
        heard.Forget();
        await read(site.Services);
        await AssertWithinAsync(site, heard, subjects);
    }

    private static Task<TestSite> StartAsync(SqlHeard heard)
        => TestSite.StartAsync(services: services
            => services.ConfigureDbContext<SqliteTerreauDb>(options => options.AddInterceptors(heard)));

    private static async Task AssertWithinAsync(TestSite site, SqlHeard heard, IReadOnlyList<string> subjects)
    {
        var read = await site.WithDbAsync(db => Task.FromResult(heard.Subjects(db.Model)));
        Assert.NotEmpty(read);
        Assert.Subset(subjects.Append(nameof(JournalEntry)).ToHashSet(), read.ToHashSet());
    }
}
