using System.Globalization;
using Terreau.Engine.Duplicates;
using Terreau.Engine.Quantities;

namespace Terreau.Bench;

/// <summary>How a second sheet on the same organisation may be written.</summary>
internal enum Rewriting
{
    Exact,
    Accents,
    Typo,
    Order,
    Abbreviation,
    Longer,
    Acronym,
}

/// <summary>
/// A country of made-up organisations for telling duplicates, the same for a given rank whatever the size: names made of the
/// words that French associations and companies share, the town's own among them; communes by Zipf's law. Seven in ten know
/// their SIREN, nine in ten their commune, half an exact place, a phone, fewer a site. A tenth has other names or an acronym.
/// </summary>
internal static class DuplicatesWorld
{
    private const int Communes = 34_900;

    private static readonly string[] Towns = ["Paris", "Montreuil", "Bondy", "Pantin", "Bagnolet", "Bobigny", "Romainville", "Noisy-le-Sec",
        "Les Lilas", "Le Pré-Saint-Gervais"];
    private static readonly string[] Sports = ["football", "basket", "judo", "tennis", "danse", "gymnastique", "randonnée", "pétanque",
        "natation", "boxe", "rugby", "escalade"];
    private static readonly string[] Things =
        ["jardin partagé", "théâtre", "patrimoine", "musique", "cinéma", "vélo", "compostage", "cuisine solidaire", "couture", "réemploi",
            "numérique", "lecture",
         "accueil des familles", "soutien scolaire", "insertion", "peinture", "chorale", "photographie", "jeux", "mémoire"];
    private static readonly string[] Groups = ["parents d’élèves", "jeunes", "anciens", "habitants", "femmes", "locataires", "commerçants",
        "bénévoles", "supporters", "anciens élèves"];
    private static readonly string[] Houses = ["maison", "atelier", "compagnie", "collectif", "centre", "espace", "fabrique", "régie",
        "union", "cercle", "comité", "réseau"];
    private static readonly string[] Trades =
        ["Boulangerie", "Pharmacie", "Garage", "Librairie", "Épicerie", "Menuiserie", "Coiffure", "Taxi", "Plomberie", "Transports",
            "Traiteur", "Imprimerie"];
    private static readonly string[] FirstNames =
        ["Jean", "Marie", "Pierre", "Louise", "Paul", "Jeanne", "Jules", "Rosa", "Victor", "Simone", "Marcel", "Olympe", "Henri", "Lucie",
            "Georges", "Anne"];
    private static readonly string[] Places = ["la Noue", "Bel-Air", "Saint-Denis", "l’Île", "Bois Perrier", "Blanqui", "la Mare",
        "Grands Pêchers", "Quatre Chemins", "Trois Ormes"];
    private static readonly string[] Streets = ["rue", "avenue", "place", "boulevard", "allée", "impasse"];

    public static DuplicateRecord Organisation(int rank)
    {
        var draw = new Draw((ulong)rank + 77_000_000_000UL);
        var commune = draw.Zipf(Communes);
        var name = Name(ref draw, commune);
        var siren = draw.Chance(0.7) ? Unit(rank) : null;
        var hasCommune = draw.Chance(0.9);
        var domain = draw.Chance(0.3) ? $"{Joined(name)}{rank % 9}.fr" : null;
        var (latitude, longitude) = Point(ref draw, commune);
        return new DuplicateRecord
        {
            Key = "o" + rank.ToString(CultureInfo.InvariantCulture),
            Name = name,
            Aliases = draw.Chance(0.1) ? [Name(ref draw, commune)] : [],
            Acronym = draw.Chance(0.1) ? Initials(name) : null,
            Siren = siren,
            Siret = siren is not null && draw.Chance(0.6) ? Site(siren) : null,
            Communes = hasCommune ? [CommuneCode(commune)] : [],
            Address = draw.Chance(0.6)
                ? $"{draw.Next(90) + 1} {draw.Pick(Streets)} {draw.Pick(FirstNames)} {SearchWorld.FamilyNames[draw.Zipf(200)]}" : null,
            Postcode = hasCommune && draw.Chance(0.8) ? (1_000 + (commune % 95_000)).ToString("00000", CultureInfo.InvariantCulture) : null,
            Latitude = latitude,
            Longitude = longitude,
            IsExact = draw.Chance(0.5),
            Phone = draw.Chance(0.5) ? $"01{draw.Next(100_000_000):00000000}" : null,
            Website = domain is not null ? "https://www." + domain : draw.Chance(0.2)
                ? "https://www.facebook.com/" + Joined(name) + rank : null,
            EmailDomain = domain ?? (draw.Chance(0.5) ? "gmail.com" : null),
        };
    }

    /// <summary>
    /// A second sheet on an organisation, as a person would enter it: the name rewritten, no number, the commune most often, and
    /// the phone or the site now and then.
    /// </summary>
    public static DuplicateRecord Again(DuplicateRecord first, Rewriting rewriting, int seed, string key)
    {
        var draw = new Draw((ulong)seed + 99_000_000_000UL);
        return new DuplicateRecord
        {
            Key = key,
            Name = Rewritten(first.Name, rewriting, ref draw),
            Acronym = rewriting == Rewriting.Acronym ? Initials(first.Name) : null,
            Communes = draw.Chance(0.95) ? first.Communes : [],
            Address = draw.Chance(0.5) ? first.Address : null,
            Postcode = first.Postcode,
            Phone = draw.Chance(0.3) ? first.Phone : null,
            Website = draw.Chance(0.3) ? first.Website : null,
        };
    }

    private static string Name(ref Draw draw, int commune)
    {
        var town = commune < Towns.Length
            ? Towns[commune] : SearchWorld.FamilyNames[commune * 5 % SearchWorld.FamilyNames.Length] + "-"
                + (commune % 3 == 0 ? "sur-Seine" : commune % 3 == 1 ? "le-Grand" : "les-Bois");
        var (family, other) = (FamilyName(ref draw), FamilyName(ref draw));
        var (thing, house, first, place) = (draw.Pick(Things), draw.Pick(Houses), draw.Pick(FirstNames), draw.Pick(Places));
        return draw.Next(16) switch
        {
            0 => $"Association sportive {family} de {town}",
            1 => $"{draw.Pick(Sports)} club {family} {town}",
            2 => $"Les amis du {thing} {first} {family}",
            3 => $"Association {thing} et {draw.Pick(Things)} {family}",
            4 => $"Amicale des {draw.Pick(Groups)} de l’école {first} {family}",
            5 => $"{house} {first} {family}",
            6 => $"Collectif des {draw.Pick(Groups)} de {place} à {town}",
            7 => $"{Capital(thing)} de la rue {family} à {town}",
            8 => $"Association {family} pour le {thing} des {draw.Pick(Groups)} de {town}",
            9 => draw.Chance(0.1) ? $"Comité des fêtes de {town}" : $"Comité des fêtes du quartier {family}",
            10 or 11 => $"{draw.Pick(Trades)} {family}",
            12 => $"SARL {first} {family}",
            13 => $"SCI {family} {place}",
            14 => $"{house} {family} et {other}",
            _ => $"La {house} du {thing} {family}",
        };
    }

    /// <summary>The most frequent in one of four hundred, as the most frequent French family name is.</summary>
    private static string FamilyName(ref Draw draw)
    {
        var unit = draw.Unit();
        return SearchWorld.FamilyNames[(int)(unit * unit * SearchWorld.FamilyNames.Length)];
    }

    private static string Rewritten(string name, Rewriting rewriting, ref Draw draw)
    {
        var words = name.Split(' ');
        switch (rewriting)
        {
            case Rewriting.Accents:
                return new string([.. name.Normalize(System.Text.NormalizationForm.FormD)
                    .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)]).ToUpperInvariant();
            case Rewriting.Typo:
                var longest = words.OrderByDescending(word => word.Length).First();
                var at = 1 + draw.Next(longest.Length - 2);
                return name.Replace(longest, draw.Chance(0.5)
                    ? longest.Remove(at, 1) : longest[..at] + longest[at + 1] + longest[at] + longest[(at + 2)..],
                    StringComparison.Ordinal);
            case Rewriting.Order:
                return string.Join(' ', words[^1..].Concat(words[..^1]));
            case Rewriting.Abbreviation:
                return string.Join(' ', words.Select(
                    word => word == "Association" ? "Asso." : word.Length > 7 && word != words[^1] ? word[..5] + "." : word));
            case Rewriting.Longer:
                return $"{name} ({draw.Pick(["antenne", "section locale", "siège social", "groupe du quartier"])})";
            default:
                return name;
        }
    }

    private static string? Initials(string name)
    {
        var letters = string.Concat(name.Split(' ', '-', '’').Where(word => word.Length > 3)
            .Select(word => char.ToUpperInvariant(word[0])));
        return letters.Length is >= 3 and <= 6 ? letters : null;
    }

    private static string Joined(string name) => string.Concat(name.Where(char.IsAsciiLetter)).ToLowerInvariant();

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string CommuneCode(int commune) => (1_000 + (commune * 27 / 10)).ToString("00000", CultureInfo.InvariantCulture);

    private static (double, double) Point(ref Draw draw, int commune)
    {
        var place = new Draw((ulong)commune + 1_000_000_007UL);
        return (43.5 + (place.Unit() * 6) + ((draw.Unit() - 0.5) * 0.06), -0.5 + (place.Unit() * 7) + ((draw.Unit() - 0.5) * 0.09));
    }

    private static Siren Unit(int rank)
    {
        var body = (10_000_000 + rank).ToString(CultureInfo.InvariantCulture);
        for (var last = 0; ; last++)
            if (Siren.TryParse($"{body}{last}", out var siren)) return siren;
    }

    private static Siret Site(Siren siren)
    {
        for (var last = 0; ; last++)
            if (Siret.TryParse($"{siren.Value}0001{last}", out var siret)) return siret;
    }
}
