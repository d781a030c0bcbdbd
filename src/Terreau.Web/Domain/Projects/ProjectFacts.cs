using Terreau.Engine.Eligibility;
using Terreau.Engine.Quantities;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Domain.Projects;

/// <summary>What the answers let the conditions know. What was not said is left unknown, never guessed.</summary>
internal static class ProjectFacts
{
    private static readonly string[] EssByLaw = ["ASSOCIATION", "COOPERATIVE", "MUTUELLE", "FONDATION"];

    public static Facts Of(ProjectAnswers answers, Atlas atlas)
    {
        var facts = Structure(Facts.Empty, answers.Structure);
        facts = Place(facts, answers.Place, atlas);
        if (answers.Stages.Count > 0) facts = facts.WithMany("stade", answers.Stages);
        if (answers.Filieres.Count > 0) facts = facts.WithMany("themes", answers.Filieres);
        if (answers.Publics.Count > 0) facts = facts.WithMany("publicsVises", answers.Publics);
        return FactReplies.AddTo(facts, answers.Facts);
    }

    private static Facts Structure(Facts facts, StructureAnswer structure)
    {
        // The status a structure has, or will have: conditions ask it of both.
        if (structure.Family is { } family) facts = facts.With("statut.famille", family);
        switch (structure.Exists)
        {
            case true:
                facts = facts.With("existe", true).With("actif", true);
                // Law 2014-856, article 1: these four are of the social economy by their status alone.
                if (structure.Family is { } kind && EssByLaw.Contains(kind)) facts = facts.With("label.ess", true);
                if (structure.Headcount is { } headcount) facts = facts.With("effectif", Interval.Between(headcount.Min, headcount.Max));
                return facts;
            case false:
                // What does not exist employs nobody, sells nothing and holds no label.
                return facts.With("existe", false).With("actif", false).With("effectif", 0m).With("ca", 0m)
                    .With("label.ess", false).With("label.esus", false).With("label.siae", false);
            default:
                return facts;
        }
    }

    private static Facts Place(Facts facts, PlaceAnswer place, Atlas atlas)
    {
        if (!place.IsKnown) return facts;
        if (place.WholeTerritory) return facts.WithMany("lieuActivite.zones", atlas.Territory.ZoneCode);
        var zones = place.Communes.Select(commune => "COMMUNE:" + commune).ToList();
        var inDistrict = place.District is not null and not PlaceAnswer.NoDistrict;
        if (inDistrict) zones.Add("QPV:" + place.District);
        facts = facts.WithMany("lieuActivite.zones", zones);
        // Where no priority district touches the commune, the answer is known without asking.
        var none = place.District == PlaceAnswer.NoDistrict || place.Communes.All(commune => !atlas.PriorityDistrictsOf(commune).Any());
        return inDistrict ? facts.With("qpv", true) : none ? facts.With("qpv", false) : facts;
    }
}
