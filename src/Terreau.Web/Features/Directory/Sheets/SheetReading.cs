using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Features.Directory.Pictures;
using Terreau.Web.Features.Offers;
using Terreau.Web.Search;
using Terreau.Web.Listing;

namespace Terreau.Web.Features.Directory.Sheets;

/// <summary>Reads the sheet of an actor, with its offers and its cooperations.</summary>
internal sealed class SheetReading(TerreauDb db, AtlasCache atlases, SheetAlbum album, TimeProvider clock)
{
    public async Task<SheetWords?> FindAsync(string slug, User user, CancellationToken cancel)
    {
        if (slug.Length > 120 || await db.WholeSheetAsync(slug, user, cancel) is not { } actor) return null;
        var atlas = await atlases.GetAsync(cancel);
        // What is kept from this reader is there all the same.
        var today = ParisTime.DayOf(clock.GetUtcNow().UtcDateTime);
        var completeness = Completeness.Of(actor, today);
        actor.SeenBy(user.AudienceFor(actor.Id));
        var source = atlas.Sources.GetValueOrDefault(actor.SourceId);
        return new SheetWords
        {
            Actor = actor,
            Atlas = atlas,
            Name = actor.Acronym is null ? actor.Name : $"{actor.Name} ({actor.Acronym})",
            Roles = actor.Roles.Count == 0 ? null : French.List([.. actor.Roles.Select(Vocabulary.Roles.Label)]),
            Summary = actor.Summary,
            Paragraphs = Paragraphs(actor.Description),
            Later = [.. actor.LaterFacts.Select(fact => Later(fact, atlas))],
            Website = WebAddress(actor.Website),
            Hours = SheetHours.Of(actor, atlas, today),
            Facts = SheetFacts.Of(actor, atlas),
            Point = actor is { Latitude: { } latitude, Longitude: { } longitude } ? new GeoPoint(latitude, longitude) : null,
            Position = SheetFacts.Position(actor, atlas),
            Proposes = actor.Proposes,
            Seeks = actor.Seeks,
            Offers = await OffersAsync(slug, cancel),
            Cooperations = await CooperationsAsync(slug, cancel),
            Freshness = Freshness.Sentence(actor),
            SourceTitle = $"{atlas.SourceTitle(actor.SourceId)}, {actor.SourceOn.InFrench()}",
            SourceHref = WebAddress(source?.Url),
            FieldSources = FieldSources(actor, atlas),
            CompletePercent = completeness.Percent,
            Criteria = [.. completeness.Criteria
                .Select(criterion => new CompletenessLine(criterion.Label, criterion.Ratio, criterion.ToDo))],
            Pictures = await album.OfAsync(actor.Id, cancel),
        };
    }

    /// <summary>An unknown address as words to search: "le-paysan-urbain" is "le paysan urbain".</summary>
    public static string WordsOf(string slug)
    {
        var letters = slug.Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ').Take(ListNames.LongestWords).ToArray();
        return string.Join(' ', new string(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private async Task<IReadOnlyList<(string Title, string Href, string Summary)>> OffersAsync(string slug, CancellationToken cancel)
    {
        var offers = await db.Offers.AsNoTracking().Where(offer => offer.OperatorSlug == slug)
            .OrderBy(offer => offer.Title).Select(offer => new { offer.Title, offer.Slug, offer.Summary }).ToListAsync(cancel);
        return [.. offers.Select(offer => (offer.Title, OfferRoutes.Sheet(offer.Slug), offer.Summary))];
    }

    private async Task<IReadOnlyList<SheetWords.CooperationWords>> CooperationsAsync(string slug, CancellationToken cancel)
    {
        var cooperations = await db.Cooperations.AsNoTracking().Where(cooperation => cooperation.Members.Contains(slug))
            .OrderBy(cooperation => cooperation.Name).ToListAsync(cancel);
        var others = cooperations.SelectMany(cooperation => cooperation.Members).Where(member => member != slug).Distinct().ToList();
        var names = await db.Organisations.AsNoTracking().Published().Where(organisation => others.Contains(organisation.Slug))
            .ToDictionaryAsync(organisation => organisation.Slug, organisation => organisation.Name, cancel);
        return [.. cooperations.Select(cooperation => new SheetWords.CooperationWords(
            cooperation.Name, Vocabulary.CooperationKinds.Label(cooperation.Kind), Vocabulary.CooperationStatuses.Label(cooperation.Status),
            cooperation.Summary, Freshness.Of(cooperation.SourceOn), Partners([.. cooperation.Members.Where(names.ContainsKey)], names)))];
    }

    private static List<(string Separator, string Name, string Href)> Partners(List<string> slugs, Dictionary<string, string> names)
        => [.. slugs.Select((slug, at) => (at == 0 ? "" : at == slugs.Count - 1 ? " et " : ", ", names[slug],
            DirectoryRoutes.Sheet(slug)))];

    private static (string, string, string?) Later(SourcedFact fact, Atlas atlas)
    {
        var source = atlas.Sources.GetValueOrDefault(fact.SourceId);
        return (fact.Text, $"{atlas.SourceTitle(fact.SourceId)}, {fact.SourceOn.InFrench()}", WebAddress(source?.Url));
    }

    /// <summary>Of what this reader may see, and that has a value.</summary>
    private static List<(string, string, string?)> FieldSources(Organisation actor, Atlas atlas) => [.. actor.Evidence
        .Select(fact => (Fact: fact, Field: SheetFields.Find(fact.Text)))
        .Where(pair => pair.Field is { IsInternal: false, IsPersonal: false } field && field.Read(actor).Length > 0)
        .GroupBy(pair => (pair.Fact.SourceId, pair.Fact.SourceOn), pair => French.Lower(pair.Field!.Label))
        .Select(group => (French.List([.. group]), $"{atlas.SourceTitle(group.Key.SourceId)}, {group.Key.SourceOn.InFrench()}",
            WebAddress(atlas.Sources.GetValueOrDefault(group.Key.SourceId)?.Url)))];

    private static string[] Paragraphs(string? text)
        => text?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Only what a browser opens as a page becomes a link: never "javascript:".</summary>
    private static string? WebAddress(string? address)
        => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri!.AbsoluteUri : null;
}
