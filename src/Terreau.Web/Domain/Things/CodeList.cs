using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Domain.Things;

/// <summary>A list of codes with their words, closed or of the territory.</summary>
/// <param name="Options">Every code with its words, in the order to choose from.</param>
/// <param name="Label">The words for a code; the code itself when it is not of the list, so that nothing vanishes from a page.</param>
internal sealed record CodeList(Func<Atlas, IReadOnlyList<(string Code, string Label)>> Options, Func<Atlas, string, string> Label)
{
    /// <summary>Every code of a closed list; empty where it belongs to the territory.</summary>
    public IReadOnlyList<string> Closed { get; private init; } = [];

    public static readonly CodeList Communes =
        new(atlas => [.. atlas.Communes.Select(zone => (zone.Local, zone.Name))], (atlas, insee) => atlas.CommuneName(insee));

    public static readonly CodeList Filieres =
        new(atlas => [.. atlas.Filieres.Select(filiere => (filiere.Code, filiere.Label))], (atlas, code) => atlas.FiliereLabel(code));

    /// <summary>Zones of any kind, by their full codes; too many to choose from.</summary>
    public static readonly CodeList Zones = new(_ => [], (atlas, code) => atlas.ZoneName(code));

    public static CodeList Of(Vocabulary list)
    {
        IReadOnlyList<(string, string)> options = [.. list.Terms.Select(term => (term.Code, term.Label))];
        return new(_ => options, (_, code) => list.Label(code)) { Closed = [.. list.Terms.Select(term => term.Code)] };
    }

    public static CodeList Of(params (string Code, string Label)[] options)
    {
        var labels = options.ToDictionary(option => option.Code, option => option.Label, StringComparer.Ordinal);
        return new(_ => options, (_, code) => labels.GetValueOrDefault(code, code)) { Closed = [.. labels.Keys] };
    }
}
