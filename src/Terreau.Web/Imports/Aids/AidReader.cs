using System.Globalization;
using Terreau.Engine.Quantities;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Imports.Offers;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Imports.Aids;

/// <summary>Makes offers of aids: those that reach the territory, or may, and that owners of projects may ask for.</summary>
internal sealed class AidReader(AidTables tables, Atlas atlas, IEnumerable<AidPerimeter> perimeters)
{
    public const string SourceKey = "aides-territoires";
    public const string Site = "https://aides-territoires.beta.gouv.fr";

    private readonly ILookup<string, string> codes
        = perimeters.ToLookup(place => PlaceKey(place.Name, place.Scale), place => place.Code!, StringComparer.Ordinal);

    public OfferBatch Read(AidPages pages)
    {
        var source = new Source
        {
            Key = SourceKey, Title = "Aides-territoires", Publisher = "Agence nationale de la cohésion des territoires", Url = Site,
            Licence = "Licence Ouverte 2.0",
        };
        var batch = new OfferBatch(source) { IsWhole = pages.IsWhole };
        foreach (var (id, sentence) in pages.Faults) batch.Reject($"aide {id}", sentence);
        var seen = new HashSet<long>();
        foreach (var aid in pages.Records)
        {
            if (!seen.Add(aid.Id)) batch.LeaveAside("déjà nommées plus haut");
            else if (OfferOf(aid, batch) is { } offer) batch.Offers.Add(offer);
        }
        return batch;
    }

    private Offer? OfferOf(AidRecord aid, OfferBatch batch)
    {
        var key = $"aide {aid.Id}";
        if (aid.IsLive == false) return batch.LeaveAside("qui ne sont plus en ligne");
        if (aid.Id <= 0 || string.IsNullOrWhiteSpace(aid.Name)) return batch.Reject(key, "il manque son numéro ou son nom");
        if ((Day(aid.UpdatedAt) ?? Day(aid.CreatedAt)) is not { } on) return batch.Reject(key, "elle n’a pas de date");
        var place = PlaceOf(aid);
        if (place.IsElsewhere) return batch.LeaveAside("pour un autre territoire");
        if (!IsAskedHere(aid, batch)) return batch.LeaveAside("que les porteurs de projet ne peuvent pas demander");
        if (ThemesOf(aid, batch) is not { } themes) return batch.LeaveAside("hors des filières du territoire");
        if (!place.IsKnown) batch.Warn(key, $"périmètre à vérifier : « {aid.Perimeter ?? "non dit"} »");
        var needs = NeedsOf(aid, batch);
        if (needs.Count == 0) batch.Warn(key, "aucun de ses types n’est dans la table : elle ne répond à aucun besoin");

        var description = PlainText.Of(aid.Description);
        var offer = new Offer
        {
            Slug = string.Create(CultureInfo.InvariantCulture, $"{SourceKey}-{aid.Id}"), Title = PlainText.Of(aid.Name, 300)!,
            OperatorName = OperatorOf(aid), Summary = PlainText.First(description, 300) ?? PlainText.Of(aid.Name, 300)!,
            Description = Joined(description, Eligibility(aid)), SourceId = SourceKey, SourceOn = PartialDate.Of(on),
            Needs = needs, Themes = themes, Perimeter = [.. place.Zones],
            Stages = [.. Known(aid.Steps, "étape", tables.StagesOf, batch).SelectMany(stages => stages).Distinct(StringComparer.Ordinal)],
            Cost = aid.IsCharged switch { true => "payant", false => "gratuit", null => "inconnu" },
            HowTo = PlainText.Link(aid.ApplicationUrl) is { } asking
                ? $"La demande se fait en ligne : {asking}" : "La fiche d’Aides-territoires dit comment demander.",
            Url = PlainText.Link(aid.OriginUrl) ?? (aid.Url is { Length: > 0 } path && path.StartsWith('/') ? Site + path : Site),
        };
        Money(aid, offer, key, batch);
        offer.Windows = WindowsOf(aid, key, batch);
        return offer;
    }

    private PlaceResolution PlaceOf(AidRecord aid)
    {
        var known = codes[PlaceKey(aid.Perimeter, aid.Scale)].Distinct(StringComparer.Ordinal);
        return PlaceResolution.Named(aid.Perimeter, aid.Scale, [.. known], atlas);
    }

    // Someone the table does not know may be an owner of a project: they are told, and not shut out.
    private bool IsAskedHere(AidRecord aid, OfferBatch batch)
    {
        if (aid.Audiences is not { Count: > 0 } audiences) return true;
        foreach (var unknown in audiences.Where(one => tables.Asks(one) is null)) batch.NotInTable("public", unknown);
        return audiences.Any(audience => tables.Asks(audience) != false);
    }

    // None of a list = all of them; null = of none of ours.
    private List<string>? ThemesOf(AidRecord aid, OfferBatch batch)
    {
        var (isForAll, filieres) = (aid.Categories is not { Count: > 0 }, new SortedSet<string>(StringComparer.Ordinal));
        foreach (var category in aid.Categories ?? [])
        {
            var theme = tables.ThemeOf(category);
            if (theme is null) batch.NotInTable("catégorie", category);
            isForAll |= theme is null or { IsForAll: true };
            filieres.UnionWith(theme?.Filieres ?? []);
        }
        return isForAll ? [] : filieres.Count == 0 ? null : [.. filieres];
    }

    private List<AnsweredNeed> NeedsOf(AidRecord aid, OfferBatch batch)
    {
        var needs = Known(aid.Types, "type d’aide", tables.NeedOf, batch).ToList();
        if (aid.IsCall == true && needs.Exists(need => need.Kind == AnsweredNeed.Funding))
            needs.Add(new(AnsweredNeed.Funding, "appel-a-projets"));
        return [.. needs.Distinct()];
    }

    private static IEnumerable<T> Known<T>(IReadOnlyList<string>? words, string list, Func<string, T?> table, OfferBatch batch) where T
        : class
    {
        foreach (var word in words ?? [])
        {
            if (table(word) is { } known) yield return known;
            else batch.NotInTable(list, word);
        }
    }

    private static void Money(AidRecord aid, Offer offer, string key, OfferBatch batch)
    {
        if (aid.RateMax is > 0 and <= 100)
            offer.RateMaxThousandths = (int)Math.Round(aid.RateMax.Value * 10, MidpointRounding.AwayFromZero);
        else if (aid.RateMax is not (null or 0)) batch.Warn(key, $"taux laissé de côté : {aid.RateMax} %");
        // A loan and an advance are two offers in one: their larger amount would be false of the other.
        decimal[] amounts = [.. new[] { aid.Loan, aid.Advance }.Where(amount => amount is > 0 and < 10_000_000_000m)
            .Select(amount => amount!.Value)];
        if (amounts is [var most]) offer.AmountMaxCents = (long)Math.Round(most * 100, MidpointRounding.AwayFromZero);
        var least = aid.RateMin is > 0 and <= 100
            ? string.Create(CultureInfo.GetCultureInfo("fr-FR"), $"Au moins {aid.RateMin:0.##} % du coût.") : null;
        offer.AmountNote = string.Join(' ', new[] { least, PlainText.Of(aid.RateNote, 500) }.OfType<string>()) is { Length: > 0 } note
            ? note : null;
    }

    private static OfferWindow WindowsOf(AidRecord aid, string key, OfferBatch batch)
    {
        var (opens, closes) = (Day(aid.StartsOn), Day(aid.EndsOn));
        if (opens > closes)
        {
            batch.Warn(key, "dates laissées de côté : la fin vient avant le début");
            return OfferWindow.Unknown;
        }
        if (closes is null && ColumnGuessing.Plain(aid.Recurrence ?? "") == "permanente") return OfferWindow.Permanent;
        return OfferWindow.Between(opens, closes);
    }

    private static string OperatorOf(AidRecord aid)
    {
        var named = (aid.Financers is { Count: > 0 } financers ? financers : aid.Instructors) ?? [];
        var names = named.Where(name => !string.IsNullOrWhiteSpace(name)).ToList();
        return names.Count == 0 ? "Porteur non dit" : string.Join(", ", names) is { Length: <= 200 } all ? all : names[0];
    }

    private static string? Eligibility(AidRecord aid)
    {
        var publics = aid.Audiences is { Count: > 0 } audiences ? $"Pour : {string.Join(", ", audiences)}." : null;
        return PlainText.Of(aid.Eligibility) is { } conditions ? Joined(publics, $"Conditions :\n{conditions}") : publics;
    }

    private static string? Joined(string? one, string? other) => one is null ? other : other is null ? one : $"{one}\n{other}";

    private static string PlaceKey(string? name, string? scale)
        => $"{ColumnGuessing.Plain(scale ?? "")}|{ColumnGuessing.Plain(name ?? "")}";

    private static DateOnly? Day(string? text) => text is null ? null : ImportTarget.Day(text);
}
