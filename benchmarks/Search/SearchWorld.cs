using System.Globalization;
using Terreau.Web.Search;

namespace Terreau.Bench;

/// <summary>
/// A country of made-up organisations, the same for a given rank whatever the size: names worded as French
/// associations and companies are, communes and family names by Zipf's law, points around their commune.
/// Frequencies of the words measured are fixed: "france" 72 %, "association" 52.5 %, the words of
/// <see cref="Usual"/> 3.3 % each at most, those of <see cref="Rare"/> one in 50,000.
/// </summary>
internal static class SearchWorld
{
    public const string Broadest = "france";
    public const string Broad = "association";
    private const int Communes = 34_900;
    private const int Names = 180_000;
    private const int Priority = 1_362;

    public static readonly string[] Usual =
        ["sport", "culture", "jardin", "musique", "théâtre", "solidarité", "insertion", "formation", "cuisine", "couture", "recyclage",
            "logement"];

    public static readonly string[] Rare = ["ornithologie", "vannerie", "marionnette", "zarzuela", "fauconnerie"];

    private static readonly string[] Plain =
        ["amis", "parents", "élèves", "quartier", "comité", "union", "maison", "atelier", "collectif", "club", "cercle", "centre",
         "groupement", "réseau", "école", "fêtes", "loisirs", "anciens", "jeunes", "femmes", "habitants", "entraide", "nature",
         "patrimoine", "coopérative", "compagnie", "régie", "épicerie", "ressourcerie", "boulangerie", "librairie", "crèche", "numérique",
         "vélo", "énergie", "eau"];

    private static readonly string[] Clusters =
        ["numerique", "artisanat", "petite-enfance", "alimentation-agriculture", "economie-circulaire", "habitat-urbanisme", "jeunesse",
         "insertion-emploi", "culture", "sante-solidarite", "mobilite", "energie-environnement", "cooperation-internationale", "education"];

    private static readonly string[] Roles =
        ["ENTREPRENEUR_SOCIAL", "ACCOMPAGNATEUR", "FINANCEUR", "ENTREPRISE", "COLLECTIVITE", "RESEAU", "RECHERCHE"];

    private static readonly string[] Families = ["ASSOCIATION", "COOPERATIVE", "MUTUELLE", "FONDATION", "SOCIETE_ESS"];
    private static readonly string[] Labels = ["ESUS", "SIAE", "ENTREPRISE_ADAPTEE", "TIERS_LIEU"];
    private static readonly string[] Precisions = ["exacte", "commune", "inconnue"];
    public static readonly string[] FamilyNames = [.. Enumerable.Range(0, Names).Select(FamilyName)];
    private static readonly string[] CommuneCodes =
        [.. Enumerable.Range(0, Communes).Select(i => (1_000 + i * 27 / 10).ToString("00000", CultureInfo.InvariantCulture))];

    public static IEnumerable<SearchDocument> Organisations(int count) => Enumerable.Range(0, count).Select(Organisation);

    public static SearchDocument Organisation(int rank)
    {
        var draw = new Draw((ulong)rank);
        var commune = draw.Zipf(Communes);
        var family = FamilyNames[draw.Zipf(Names)];
        var isAssociation = draw.Chance(0.525);
        var name = $"{(isAssociation ? "Association" : draw.Pick(["SARL", "Société", "Fondation", "SCOP", "SAS"]))} "
            + $"{draw.Pick(["des", "pour les", "d'", "et", "de la"])} {draw.Pick(Plain)} {draw.Pick(Plain)} {family}";
        var activity = draw.Chance(0.4) ? draw.Pick(Usual) : draw.Pick(Plain);
        var description = $"{draw.Pick(Plain)} et {draw.Pick(Plain)} à {FamilyNames[commune * 5 % Names]}"
            + (draw.Chance(0.72) ? " en France" : "")
            + (rank % 50_000 < Rare.Length ? " " + Rare[rank % 50_000] : "");
        var siren = (100_000_000 + rank).ToString(CultureInfo.InvariantCulture);
        var precision = draw.Next(10) switch { < 6 => 0, < 9 => 1, _ => 2 };
        var id = "o" + rank.ToString(CultureInfo.InvariantCulture);
        var role = draw.Pick(Roles);
        return new SearchDocument
        {
            Id = id,
            Name = name,
            Texts =
            [
                (ActorSchema.NameText, name), (ActorSchema.AcronymText, draw.Chance(0.2) ? family[..3] : null),
                (ActorSchema.ActivityText, activity), (ActorSchema.DescriptionText, description),
            ],
            Keys = [(ActorSchema.Siren, siren), (ActorSchema.Siret, siren + "00014")],
            Facets = Facets(ref draw, commune, isAssociation, role, precision),
            Point = precision == 2 ? null : Point(ref draw, commune, exact: precision == 0),
            FreshOn = draw.Chance(0.8) ? new DateOnly(2026, 9, 1).AddDays(-draw.Next(1_500)) : null,
            Card = [id, name, role],
        };
    }

    private static List<(string, string)> Facets(ref Draw draw, int commune, bool isAssociation, string role, int precision)
    {
        var facets = new List<(string, string)>
        {
            (ActorSchema.Commune, CommuneCodes[commune]), (ActorSchema.Role, role), (ActorSchema.Precision, Precisions[precision]),
        };
        if (draw.Chance(0.3))
            facets.Add((ActorSchema.Role, draw.Pick(Roles)));
        if (draw.Chance(0.06))
            facets.Add((ActorSchema.Qpv, "QN" + draw.Zipf(Priority).ToString("00000", CultureInfo.InvariantCulture)));
        for (var i = draw.Next(3); i >= 0; i--)
            facets.Add((ActorSchema.Cluster, draw.Pick(Clusters)));
        if (isAssociation || draw.Chance(0.2))
            facets.Add((ActorSchema.EssFamily, isAssociation ? Families[0] : draw.Pick(Families)));
        if (draw.Chance(0.05))
            facets.Add((ActorSchema.Label, draw.Pick(Labels)));
        return facets;
    }

    private static GeoPoint Point(ref Draw draw, int commune, bool exact)
    {
        // Communes are set over a rectangle well inside mainland France, the largest nearest to Paris.
        var place = new Draw((ulong)commune + 1_000_000_007UL);
        var spread = 0.15 + 0.85 * Math.Sqrt(commune / (double)Communes);
        var (lat, lon) = (48.86 - spread * place.Unit() * 4.8 + 0.9 * (1 - spread), 2.35 + spread * (place.Unit() - 0.5) * 7.6);
        return exact ? new GeoPoint(lat + (draw.Unit() - 0.5) * 0.05, lon + (draw.Unit() - 0.5) * 0.07) : new GeoPoint(lat, lon);
    }

    private static string FamilyName(int rank)
    {
        string[] starts = ["Ma", "Du", "Ber", "Le", "Mo", "Gi", "Ro", "Fon", "Cha", "Vi", "Per", "Sau", "Bru", "Tri", "Gue", "Lan", "Pel",
            "Cor"];
        string[] middles = ["ra", "bo", "ti", "cha", "na", "li", "ve", "go", "du", "rie", "so", "ma", "ber", "lan", "qui", "vo", "se",
            "mi"];
        string[] ends = ["rd", "nt", "lle", "x", "u", "ne", "ron", "ssier", "let", "ville", "mont", "gny", "rac", "don"];
        var name = starts[rank % 18] + middles[rank / 18 % 18] + ends[rank / 324 % 14];
        return rank < 4_536 ? name : name[..^1] + middles[rank / 4_536 % 18] + ends[rank / 81_648 % 14];
    }
}
