using System.Security.Cryptography;
using System.Text;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Imports.Offers;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Imports.Inclusion;

/// <summary>Makes offers of the services that speak to owners of projects and reach the territory, or may.</summary>
/// <param name="sheets">The sheet of a structure, by its id in data·inclusion, where the directory has it.</param>
internal sealed class InclusionOffers(InclusionTables tables, Atlas atlas, IReadOnlyDictionary<string, Organisation> sheets)
{
    public const string SourceKey = "data-inclusion";

    private readonly InclusionActors actors = new(atlas);

    public OfferBatch Read(InclusionPages pages)
    {
        var source = new Source
        {
            Key = SourceKey, Title = "data·inclusion", Publisher = "GIP Plateforme de l’inclusion", Url = "https://data.inclusion.gouv.fr",
            Licence = "Licence Ouverte 2.0",
        };
        var batch = new OfferBatch(source) { IsWhole = pages.AreServicesWhole };
        foreach (var fault in pages.Faults) batch.Reject(fault, "n’a pas la forme de data·inclusion v1");
        var names = pages.Structures.Where(one => one.Record.Id is not null).GroupBy(one => one.Record.Id!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Record.Name, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var service in pages.Services)
        {
            if (service.Id is { } id && !seen.Add(id)) batch.LeaveAside("déjà nommés plus haut");
            else if (OfferOf(service, names, batch) is { } offer) batch.Offers.Add(offer);
        }
        return batch;
    }

    private Offer? OfferOf(InclusionOffer service, Dictionary<string, string?> names, OfferBatch batch)
    {
        var key = service.Id ?? "sans identifiant";
        var themes = (service.Themes ?? []).Where(theme => tables.StagesOf(theme) is not null).ToList();
        if (themes.Count == 0) return batch.LeaveAside("ne parlent pas aux porteurs de projet");
        if (service.Id is not { Length: > 0 } || PlainText.Of(service.Name, 300) is not { } name)
            return batch.Reject(key, "il manque son identifiant ou son nom");
        if (service.UpdatedOn is null || ImportTarget.Day(service.UpdatedOn) is not { } on) return batch.Reject(key, "il n’a pas de date");
        var sheet = service.StructureId is { } structure ? sheets.GetValueOrDefault(structure) : null;
        if ((sheet?.Name ?? PlainText.Of(names.GetValueOrDefault(service.StructureId ?? ""), 200)) is not { } carrier)
            return batch.Reject(key, $"sa structure « {service.StructureId} » n’est pas connue : donnez aussi les structures");
        if (PerimeterOf(service, sheet) is not { } perimeter) return batch.LeaveAside("pour un autre territoire");
        if (perimeter.Count == 0) batch.Warn(key, "périmètre à vérifier : la source ne dit pas de zone");
        var need = NeedOf(service, key, batch);

        var description = PlainText.Of(service.Description);
        return new Offer
        {
            Slug = SlugOf(service.Id), Title = name, OperatorName = carrier, OperatorSlug = sheet?.Slug,
            Summary = PlainText.First(description, 300) ?? name,
            Description = PlainText.Of(service.Conditions) is { } conditions ? $"{description}\nConditions :\n{conditions}".Trim()
                : description,
            Needs = need is null ? [] : [need], Perimeter = perimeter,
            Stages = [.. themes.SelectMany(theme => tables.StagesOf(theme)!).Distinct(StringComparer.Ordinal)],
            Cost = service.Cost is "gratuit" or "payant" ? service.Cost : "inconnu", AmountNote = PlainText.Of(service.CostNote, 500),
            HowTo = PlainText.Of(service.HowTo, 1000) ?? OnlineOf(service),
            Url = PlainText.Link(service.Page) ?? PlainText.Link(service.AskingPage), SourceId = SourceKey, SourceOn = PartialDate.Of(on),
        };
    }

    private static string? OnlineOf(InclusionOffer service)
        => PlainText.Link(service.AskingPage) is { } page ? $"La demande se fait en ligne : {page}" : null;

    /// <returns>Zones; none when the source says none and the service stands here; null when it is for elsewhere.</returns>
    private List<string>? PerimeterOf(InclusionOffer service, Organisation? sheet)
    {
        List<PlaceResolution> places = [.. (service.Zones ?? []).Select(code => PlaceResolution.Coded(code, atlas))];
        List<string> zones = [.. places.SelectMany(place => place.Zones).Distinct(StringComparer.Ordinal)];
        var isHere = sheet is not null || actors.CommuneOf(service.Insee, service.Commune, service.Postcode) is not null;
        return zones.Count > 0 || (isHere && !places.Exists(place => place.IsElsewhere)) ? zones : null;
    }

    private AnsweredNeed? NeedOf(InclusionOffer service, string key, OfferBatch batch)
    {
        var need = service.Kind is { } kind ? tables.NeedOf(kind) : null;
        if (need is not null) return need;
        if (service.Kind is { } word) batch.NotInTable("type", word);
        batch.Warn(key, "son type n’est pas dans la table : il ne répond à aucun besoin");
        return null;
    }

    /// <summary>The stable slug of a service: its own id, and a sum of it where two could become one.</summary>
    public static string SlugOf(string id)
    {
        var slug = SheetSlug.Of(id);
        var whole = $"di-{slug}";
        if (slug == id.Replace("--", "-", StringComparison.Ordinal) && whole.Length <= 100) return whole;
        var sum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..10];
        return $"{(whole.Length <= 100 ? whole : whole[..100])}-{sum}";
    }
}
