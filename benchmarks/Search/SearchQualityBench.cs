using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Features.Directory;
using Terreau.Web.Features.Offers;
using Terreau.Web.Listing;
using Terreau.Web.Search;
using Terreau.Web.Search.Projection;

namespace Terreau.Bench;

/// <summary>What judged searches find on the seeded territory, beside plain French analysis of the same documents.</summary>
internal static class SearchQualityBench
{
    private static readonly DateOnly FirstDay = new(2026, 12, 1);

    // Equals turn with the day: seven days say what people meet.
    private const int Days = 7;

    public static Command Verb()
    {
        var faults = new Option<bool>("--faults") { Description = "Say which searches of the dev half go wrong, and what they find" };
        var command = new Command("search-quality", "What judged searches find, beside plain French analysis") { faults };
        command.SetAction((parse, cancel) => RunAsync(parse.GetValue(faults), cancel));
        return command;
    }

    private static async Task<int> RunAsync(bool faults, CancellationToken cancel)
    {
        var (offers, actors) = JudgedList.Read(Path.Combine(BenchSite.Territory, "evaluation"));
        await using var site = await BenchSite.OpenAsync(0, cancel);
        await using var scope = site.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TerreauDb>();
        var indexes = scope.ServiceProvider.GetRequiredService<SearchIndexes>();
        var atlas = await Atlas.ReadAsync(db, cancel);
        var offerTexts = (await db.Offers.AsNoTracking().ToListAsync(cancel)).ConvertAll(offer => OfferDocuments.Of(offer, atlas));
        var actorTexts = (await db.Organisations.AsNoTracking().Published().ToListAsync(cancel))
            .ConvertAll(sheet => ActorDocuments.Of(sheet.SeenBy(Audience.Public), atlas));

        using var plainOffers = new PlainFrench(OfferSchema.Schema, offerTexts);
        using var plainActors = new PlainFrench(ActorSchema.Schema, actorTexts);
        Engine[] engines =
        [
            new("offers", "Terreau", offers, (words, day) => Asked(indexes.Of(OfferSchema.Schema), OfferList.Asked, words, atlas, day)),
            new("offers", "plain Lucene", offers, (words, _) => plainOffers.Find(words)),
            new("actors", "Terreau", actors, (words, day) => Asked(indexes.Of(ActorSchema.Schema), ActorList.Asked, words, atlas, day)),
            new("actors", "plain Lucene", actors, (words, _) => plainActors.Find(words)),
        ];
        Table.Head("list", "half", "by", "searches", "right in the first 3", "in the first 5", "nDCG@5", "nDCG@10", "MRR", "nothing, said");
        foreach (var engine in engines)
        {
            Row(engine, "dev", engine.Judged.Dev);
            Row(engine, "held out", engine.Judged.HeldOut);
        }
        if (faults)
            foreach (var engine in engines.Where(engine => engine.Name == "Terreau")) Faults(engine);
        return 0;
    }

    private static Answer Asked(SearchIndex index, ListDefinition list, string words, Atlas atlas, DateOnly day)
    {
        var page = index.Search(new ListQuery(list) { Words = words }.ToSearch(atlas, day));
        return new([.. page.Hits.Select(hit => hit.Id)], page.Total == 0 || page.Relaxed);
    }

    private static void Row(Engine engine, string half, IReadOnlyList<JudgedSearch> searches)
    {
        var sought = searches.Where(search => search.Finds.Count > 0).ToList();
        var nothing = searches.Except(sought).ToList();
        var answers = (from day in Enumerable.Range(0, Days)
                       from search in sought
                       select (search, engine.Ask(search.Asks, FirstDay.AddDays(day)).Found)).ToList();
        double Mean(Func<JudgedSearch, IReadOnlyList<string>, double> measure)
            => answers.Average(answer => measure(answer.search, answer.Found));
        var said = nothing.Count(search => engine.Ask(search.Asks, FirstDay).SaysNothingAnswers);
        Table.Row($"{engine.List}", $"{half}", $"{engine.Name}", $"{sought.Count}",
            $"{Mean((s, found) => IsRight(s, found, 3) ? 1 : 0):P1}",
            $"{Mean((s, found) => IsRight(s, found, 5) ? 1 : 0):P1}", $"{Mean((s, found) => Gain(s, found, 5)):N3}",
            $"{Mean((s, found) => Gain(s, found, 10)):N3}", $"{Mean(Reciprocal):N3}", $"{said} of {nothing.Count}");
    }

    private static void Faults(Engine engine)
    {
        Console.WriteLine();
        foreach (var search in engine.Judged.Dev)
        {
            var (found, saysNothing) = engine.Ask(search.Asks, FirstDay);
            var isRight = search.Finds.Count == 0 ? saysNothing : IsRight(search, found, 3);
            if (isRight && Gain(search, found, 5) > 0.6) continue;
            Console.WriteLine(FormattableString.Invariant(
                $"{(isRight ? "weak" : "WRONG")} {engine.List} « {search.Asks} » {Gain(search, found, 5):N2}: ")
                + string.Join(", ", found.Take(6).Select(slug => $"{slug} {search.GradeOf(slug)}")));
        }
    }

    private static bool IsRight(JudgedSearch search, IReadOnlyList<string> found, int first)
        => found.Take(first).Any(slug => search.GradeOf(slug) >= 2);

    private static double Reciprocal(JudgedSearch search, IReadOnlyList<string> found)
    {
        for (var at = 0; at < found.Count; at++)
            if (search.GradeOf(found[at]) >= 2) return 1.0 / (at + 1);
        return 0;
    }

    /// <summary>nDCG with gains of 2^grade − 1 (Järvelin and Kekäläinen, 2002).</summary>
    private static double Gain(JudgedSearch search, IReadOnlyList<string> found, int first)
    {
        static double Sum(IEnumerable<int> grades) => grades.Select((grade, at) => (Math.Pow(2, grade) - 1) / Math.Log2(at + 2)).Sum();
        var best = Sum(search.Finds.Values.OrderDescending().Take(first));
        return best == 0 ? 0 : Sum(found.Take(first).Select(search.GradeOf)) / best;
    }

    internal sealed record Answer(IReadOnlyList<string> Found, bool SaysNothingAnswers);

    private sealed record Engine(string List, string Name, JudgedList Judged, Func<string, DateOnly, Answer> Asks)
    {
        public Answer Ask(string words, DateOnly day) => Asks(words, day);
    }
}
