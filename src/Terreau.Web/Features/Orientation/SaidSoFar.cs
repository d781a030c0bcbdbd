using Terreau.Web.Domain;
using Terreau.Web.Domain.Projects;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Ui.Forms;

namespace Terreau.Web.Features.Orientation;

/// <summary>Everything answered so far, in words, each with the place to change it.</summary>
internal static class SaidSoFar
{
    public const string NotKnown = "Je ne sais pas encore";

    private const int ShownIdea = 240;

    public static IReadOnlyList<Answer> Of(ProjectAnswers answers, Atlas atlas, string link, bool fromResult)
    {
        string To(string step) => fromResult ? step.ThenResult() : step;
        var said = new List<Answer>
        {
            new("Votre idée", Idea(answers), To(OrientationRoutes.Idea(link))),
            new("Où vous en êtes", OrUnknown(French.List([.. answers.Stages.Select(Vocabulary.Stages.Label)])),
                To(OrientationRoutes.Stage(link))),
            new("Le lieu", Place(answers.Place, atlas), To(OrientationRoutes.Place(link))),
            new("Le domaine", OrUnknown(French.List([.. answers.Filieres.Select(atlas.FiliereLabel)])),
                To(OrientationRoutes.Filiere(link))),
            new("Le public", OrUnknown(French.List([.. answers.Publics.Select(Vocabulary.Publics.Label)])),
                To(OrientationRoutes.Public(link))),
            new("La structure", Structure(answers.Structure), To(OrientationRoutes.Structure(link))),
        };
        if (answers.Needs.Count == 0) said.Add(new("Vos besoins", NotKnown, To(OrientationRoutes.Needs(link))));
        said.AddRange(answers.Needs.Select(need =>
            new Answer($"Besoin : {Vocabulary.NeedKinds.Label(need.Kind)}", Need(need), To(OrientationRoutes.Need(link, need.Kind)))));
        return said;
    }

    public static string Need(NeedAnswer need)
    {
        var parts = new List<string>();
        if (need.Natures.Count > 0) parts.Add(Natures(need.Natures));
        if (need.AmountCents is { } cents) parts.Add(French.Money(cents));
        if (need.For is { } day) parts.Add($"pour le {French.Date(day)}");
        return parts.Count == 0 ? "À préciser" : string.Join(" · ", parts);
    }

    /// <summary>"Subvention ou prêt".</summary>
    public static string Natures(IReadOnlyList<string> natures) => French.List(
        [.. natures.Select(Vocabulary.Natures.Label).Select((label, at) => at == 0 ? label : French.Lower(label))], "ou");

    public static string Place(PlaceAnswer place, Atlas atlas)
    {
        if (!place.IsKnown) return NotKnown;
        var where = place.WholeTerritory
            ? $"Tout le territoire ({atlas.Territory.Name})" : French.List([.. place.Communes.Select(atlas.CommuneName)]);
        return place.District switch
        {
            null => where,
            PlaceAnswer.NoDistrict => $"{where}, hors quartier prioritaire",
            var code => $"{where}, quartier {atlas.ZoneName("QPV:" + code)}",
        };
    }

    public static string Structure(StructureAnswer structure)
    {
        switch (structure.Exists)
        {
            case null: return NotKnown;
            case false: return "Pas encore de structure";
        }
        var parts = new List<string> { structure.Family is { } family ? LegalFamilies.Label(family) : "Structure créée" };
        if (structure.Siren is { } siren) parts.Add($"SIREN {siren[..3]} {siren[3..6]} {siren[6..]}");
        if (structure.Headcount is { } headcount)
            parts.Add(headcount.Max == 0 ? "aucun salarié" : $"salariés : {HeadcountBands.Label(headcount).ToLower(French.Culture)}");
        return string.Join(" · ", parts);
    }

    private static string Idea(ProjectAnswers answers) => answers.Idea switch
    {
        null or "" => NotKnown,
        { Length: > ShownIdea } idea => string.Concat(idea.AsSpan(0, Cut(idea)), "…"),
        var idea => idea,
    };

    /// <summary>Where to cut without splitting a character written on two units.</summary>
    private static int Cut(string idea) => char.IsHighSurrogate(idea[ShownIdea - 1]) ? ShownIdea - 1 : ShownIdea;

    private static string OrUnknown(string text) => text.Length == 0 ? NotKnown : text;
}
