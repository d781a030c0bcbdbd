using System.Security.Cryptography;
using System.ServiceModel.Syndication;
using System.Xml;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Features.Directory;
using Terreau.Web.Features.Offers;
using Terreau.Web.Hosting;

namespace Terreau.Web.Features.History;

/// <summary>
/// What is public of the journal, as an Atom feed (RFC 4287): sheets and offers that came, changed or went.
/// Never who, never a value, never a field that is not for everyone.
/// </summary>
internal sealed class ActivityFeed(TerreauDb db, AtlasCache atlases, PublicAddress address)
{
    public const int Most = 50;
    private const int Chunk = 200;

    /// <summary>Lines looked at, at most: a feed tells of what is new.</summary>
    private const int Depth = 4_000;

    public async Task<IResult> AnswerAsync(HttpContext http)
    {
        var atlas = await atlases.GetAsync(http.RequestAborted);
        var entries = await EntriesAsync(http.RequestAborted);
        var origin = new Uri(address.Of(http));
        // A feed without an entry is as old as what the territory's files say: the journal's first line.
        var updated = entries.Count > 0
            ? entries[0].At : await db.Journal.OrderBy(line => line.Id).Select(line => line.At).FirstOrDefaultAsync(http.RequestAborted);
        var feed = new SyndicationFeed(entries.Select(entry => ItemOf(entry, origin)))
        {
            Id = Tag(origin, "activite"),
            Title = new TextSyndicationContent($"Terreau : l’activité publique {French.Of(atlas.Territory.Name)}"),
            LastUpdatedTime = Instant(updated),
            Language = "fr",
        };
        feed.Authors.Add(new SyndicationPerson(null, "Terreau", null));
        feed.Links.Add(SyndicationLink.CreateSelfLink(new Uri(origin, HistoryRoutes.Feed), "application/atom+xml"));
        feed.Links.Add(SyndicationLink.CreateAlternateLink(new Uri(origin, "/"), "text/html"));
        var bytes = Written(feed);
        http.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Bytes(bytes, "application/atom+xml; charset=utf-8", lastModified: Instant(updated),
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexString(SHA256.HashData(bytes))[..16]}\""));
    }

    private sealed record Entry(long Line, DateTime At, string Title, string Summary, string? Path);

    private async Task<List<Entry>> EntriesAsync(CancellationToken cancel)
    {
        var entries = new List<Entry>();
        var under = long.MaxValue;
        for (var seen = 0; seen < Depth && entries.Count < Most; seen += Chunk)
        {
            var lines = await db.Journal.AsNoTracking().PublicBefore(under, Chunk).ToListAsync(cancel);
            if (lines.Count == 0) break;
            under = lines[^1].Id;
            var came = lines.Where(line => line is { Subject: nameof(Offer), Change: JournalChange.Created }).Select(line => line.SubjectId)
                .ToList();
            var summaries = await db.Offers.AsNoTracking().Where(offer => came.Contains(offer.Id))
                .ToDictionaryAsync(offer => offer.Id, offer => offer.Summary, cancel);
            entries.AddRange((await PublicMoves.ReadAsync(db, lines, cancel)).Select(move => Told(move, summaries)).OfType<Entry>());
        }
        return [.. entries.Take(Most)];
    }

    private static Entry? Told(PublicMove move, IReadOnlyDictionary<Guid, string> summaries) => move switch
    {
        { Kind: PublicMoveKind.Removed, IsOfOffer: true } =>
            Of(move, "offre retirée", "Cette offre n’est plus dans la liste.", OfferRoutes.List),
        { Kind: PublicMoveKind.Removed } => Of(move, "fiche retirée", "Cette fiche n’est plus dans l’annuaire.", DirectoryRoutes.List),
        // Those who leave the directory by themselves do it in silence.
        { Kind: PublicMoveKind.Withdrawn } => null,
        { Kind: PublicMoveKind.Came, IsOfOffer: true } =>
            Of(move, "offre ajoutée", summaries.GetValueOrDefault(move.Line.SubjectId, ""), OfferRoutes.Sheet(move.Slug!)),
        { Kind: PublicMoveKind.Came } =>
            Of(move, "fiche publiée", "Cette fiche est maintenant dans l’annuaire.", DirectoryRoutes.Sheet(move.Slug!)),
        _ when Labels(move) is { Count: > 0 } changed =>
            Of(move, move.IsOfOffer ? "offre modifiée" : "fiche modifiée", Changed(changed), move.IsOfOffer
                ? OfferRoutes.Sheet(move.Slug!) : DirectoryRoutes.Sheet(move.Slug!)),
        _ => null,
    };

    private static Entry Of(PublicMove move, string what, string summary, string path)
        => new(move.Line.Id, move.Line.At, $"{move.Name} : {what}", summary, path);

    private static List<string> Labels(PublicMove move)
        => [.. move.Properties.Select(property => FieldWords.Label(move.Line.Subject, property)).OfType<string>()];

    private static string Changed(List<string> labels) => $"Ce qui a changé : {French.List([.. labels.Select(French.Lower)])}.";

    private static SyndicationItem ItemOf(Entry entry, Uri origin)
    {
        var item = new SyndicationItem
        {
            Id = Tag(origin, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"journal/{entry.Line}")),
            Title = new TextSyndicationContent(Plain(entry.Title)), Summary = new TextSyndicationContent(Plain(entry.Summary)),
            LastUpdatedTime = Instant(entry.At),
        };
        item.Links.Add(SyndicationLink.CreateAlternateLink(new Uri(origin, entry.Path), "text/html"));
        return item;
    }

    /// <summary>RFC 4151: a name that stays when addresses change. The year is one in which the host was the territory's.</summary>
    private static string Tag(Uri origin, string name) => $"tag:{origin.Host},2026:{name}";

    // XML has no place for most controls, and a title may hold any.
    private static string Plain(string text) => string.Concat(text.Where(XmlConvert.IsXmlChar));

    private static DateTimeOffset Instant(DateTime at) => new(DateTime.SpecifyKind(at, DateTimeKind.Utc));

    private static byte[] Written(SyndicationFeed feed)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(false) }))
            feed.SaveAsAtom10(xml);
        return buffer.ToArray();
    }
}
