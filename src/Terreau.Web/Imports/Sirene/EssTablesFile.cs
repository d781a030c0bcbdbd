using System.Collections.Immutable;
using Terreau.Engine.Eligibility;
using Terreau.Web.Domain.Register;
using Terreau.Web.Hosting;
using Terreau.Web.Reading;

namespace Terreau.Web.Imports.Sirene;

/// <summary>ess.yml: the tables that say which units of the register belong to the social economy, each with its source and date.</summary>
internal sealed class EssTablesFile
{
    public const string Name = "ess.yml";

    private static readonly Dictionary<string, EssFamily> Families = new(StringComparer.Ordinal)
    {
        ["ASSOCIATION"] = EssFamily.Association, ["COOPERATIVE"] = EssFamily.Cooperative, ["MUTUELLE"] = EssFamily.Mutual,
        ["FONDATION"] = EssFamily.Foundation, ["SOCIETE_ESS"] = EssFamily.Company,
    };

    private readonly EssTables common;
    private readonly Dictionary<string, EssTables> byNomenclature;

    private EssTablesFile(EssTables common, IReadOnlyDictionary<string, ImmutableArray<string>> excluded)
    {
        this.common = common;
        byNomenclature = excluded.ToDictionary(pair => pair.Key, pair
            => common with { ExcludedActivities = pair.Value }, StringComparer.Ordinal);
    }

    public string Version => common.Version;

    /// <summary>A code excluded in one nomenclature says nothing of another: an activity written in one without a table excludes
    /// nothing.</summary>
    public EssRecognition Recognise(LegalUnit unit, ActivityCode? activity)
        => EssRecognition.Of(unit with { Activity = activity?.Code }, activity is { } known
            && byNomenclature.TryGetValue(known.Nomenclature, out var tables) ? tables : common);

    public bool IsNaturalPerson(string legalCategory) => common.IsNaturalPerson(legalCategory);

    /// <summary>A family as the site writes it.</summary>
    public static string? CodeOf(EssFamily? family) => family is { } known ? Families.First(pair => pair.Value == known).Key : null;

    /// <exception cref="StartException">The file is missing or has faults; the message names the first ones.</exception>
    public static EssTablesFile Read(string folder) => YamlFile.Read(folder, Name, Read);

    private static EssTablesFile Read(EntryReader file)
    {
        var version = file.Text("version");
        Provenance.Read(file);
        var families = new Dictionary<string, EssFamily>(StringComparer.Ordinal);
        foreach (var entry in file.Children("families"))
        {
            var code = entry.OneOf("code", Families.ContainsKey);
            foreach (var category in Codes(entry, "categories"))
            {
                if (Families.TryGetValue(code, out var family) && !families.TryAdd(category, family))
                    entry.Fault($"« {category} » est dans deux familles.");
            }
            entry.Close();
        }
        if (families.Count == 0) file.Fault("la liste « families » manque ou est vide.");
        var common = new EssTables(version, families.ToImmutableDictionary(StringComparer.Ordinal), [],
            [.. Single(file, "commercial", "prefixes")])
        {
            DoubtfulCategories = Single(file, "doubtful", "categories").ToImmutableHashSet(StringComparer.Ordinal),
            NaturalPersonPrefixes = [.. Single(file, "naturalPersons", "prefixes")],
        };
        var excluded = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var entry in file.Children("excluded"))
        {
            var code = entry.Text("code");
            Provenance.Read(entry);
            if (!excluded.TryAdd(code, [.. entry.Texts("activities")])) entry.Fault("cette nomenclature est écrite deux fois.");
            entry.Close();
        }
        file.Close();
        return new EssTablesFile(common, excluded);
    }

    private static IReadOnlyList<string> Single(EntryReader file, string key, string list)
    {
        if (file.Child(key) is not { } entry)
        {
            file.Fault($"la clé « {key} » manque.");
            return [];
        }
        var codes = Codes(entry, list);
        entry.Close();
        return codes;
    }

    private static IReadOnlyList<string> Codes(EntryReader entry, string list)
    {
        Provenance.Read(entry);
        var codes = entry.Texts(list);
        foreach (var code in codes.Where(code => code.Length > 4 || !code.All(char.IsAsciiDigit)))
            entry.Fault($"« {code} » n’est pas une catégorie juridique.");
        return codes;
    }
}
