using Terreau.Web.Search.Ideas.Wording;

namespace Terreau.Web.Search.Ideas;

/// <summary>What a structure is called, and the legal family that the name says; "" for a name that says none.</summary>
/// <param name="Words">Its words, folded.</param>
/// <param name="Family">A code of the legal families, or "".</param>
/// <param name="OnlyOwn">True when it is the structure of who writes only if the text says so: one speaks of many towns.</param>
internal sealed record StructureName(string[] Words, string Family, bool OnlyOwn);

/// <summary>The names of structures, the longest first.</summary>
internal static class StructureNames
{
    private static readonly Dictionary<string, StructureName[]> ByFirst = new[]
    {
        Own("ENTREPRISE_INDIVIDUELLE", "micro entreprise", "micro entrepreneur", "micro entrepreneuse", "auto entrepreneur",
            "auto entrepreneuse", "auto entrepreneure", "microentreprise", "autoentrepreneur", "autoentrepreneuse",
            "entreprise individuelle", "freelance", "a mon compte"),
        Own("ASSOCIATION", "association loi 1901", "loi 1901", "association", "associations"),
        Own("COOPERATIVE", "scop", "scic", "cooperative", "societe cooperative", "entreprise cooperative"),
        Own("SOCIETE_ESS", "sas esus", "sarl esus", "sasu esus", "societe esus", "entreprise esus"),
        Own("SOCIETE", "sarl", "sas", "sasu", "eurl", "pme", "tpe"),
        Own("COLLECTIF", "collectif"),
        Own("", "compagnie", "cie"),
        Told("SOCIETE", "societe", "startup", "start up"),
        Told("FONDATION", "fondation", "fonds de dotation"),
        Told("MUTUELLE", "mutuelle"),
        Told("COLLECTIVITE", "mairie", "commune", "ville", "collectivite"),
        Told("ETABLISSEMENT_PUBLIC", "etablissement public", "ecole publique", "lycee", "college", "hopital"),
        Told("", "entreprise", "boite", "structure", "creche", "chantier", "ressourcerie", "recyclerie", "centre", "ecole"),
    }.SelectMany(names => names).GroupBy(name => name.Words[0])
        .ToDictionary(group => group.Key, group => group.OrderByDescending(name => name.Words.Length).ToArray(), StringComparer.Ordinal);

    /// <summary>The longest name that begins at a word; null when none does.</summary>
    public static StructureName? At(IdeaText text, int at)
    {
        if (text.At(at) is not { } token) return null;
        // "associaton": the one name that everyone writes, and mistypes.
        var form = token.Near == "association" && token.Form.StartsWith("as", StringComparison.Ordinal) ? "association" : token.Form;
        return ByFirst.GetValueOrDefault(form)?.FirstOrDefault(
            name => name.Words.Index().Skip(1).All(word => text.Form(at + word.Index) == word.Item));
    }

    private static IEnumerable<StructureName> Own(string family, params string[] names) => Of(family, names, false);

    private static IEnumerable<StructureName> Told(string family, params string[] names) => Of(family, names, true);

    private static IEnumerable<StructureName> Of(string family, string[] names, bool onlyOwn)
        => names.Select(name => new StructureName(name.Split(' '), family, onlyOwn));
}
