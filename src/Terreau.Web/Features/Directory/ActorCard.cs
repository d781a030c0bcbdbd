using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Ui;

namespace Terreau.Web.Features.Directory;

/// <summary>An actor as the list shows it: words ready to be read, nothing to be looked up again.</summary>
/// <param name="Slug">Its address.</param>
/// <param name="Name">Its name, with its acronym where it has one.</param>
/// <param name="Mentions">Roles, places, filières, freshness: what helps to choose.</param>
/// <param name="Text">One or two sentences; null when nothing is known.</param>
/// <param name="IsApproximate">True when a distance to it is that of its commune or its district.</param>
internal sealed record ActorCard(string Slug, string Name, IReadOnlyList<string> Mentions, string? Text, bool IsApproximate)
{
    private const int LongestText = 240;

    public static ActorCard Of(Organisation actor, Atlas atlas) => new(
        actor.Slug,
        actor.Acronym is null ? actor.Name : $"{actor.Name} ({actor.Acronym})",
        [.. Mention(actor, atlas).Where(mention => mention.Length > 0)],
        Shortened(actor.Summary ?? actor.Description),
        actor.Precision != "exacte");

    private static IEnumerable<string> Mention(Organisation actor, Atlas atlas)
    {
        yield return French.List([.. actor.Roles.Select(Vocabulary.Roles.Label)]);
        yield return French.List([.. actor.Communes.Concat(actor.OutsideCommunes).Select(atlas.CommuneName)]);
        yield return string.Join(", ", actor.Filieres.Select(atlas.FiliereLabel));
        yield return Freshness.InShort(actor);
    }

    private static string? Shortened(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length <= LongestText) return text;
        var end = text.LastIndexOf(' ', LongestText);
        return string.Concat(text.AsSpan(0, end > 0 ? end : LongestText).TrimEnd(), "…");
    }
}
