using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;
using Terreau.Web.Imports.DataInclusion;

namespace Terreau.Web.Tests.Imports;

/// <summary>Our rules of data·inclusion against its own JSON Schemas: the same lists, the same verdicts.</summary>
public sealed class InclusionFileTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    private const string Structure = """
        {"source":"x","id":"x--1","nom":"La Ruche","date_maj":"2026-01-02","description":"Un lieu ouvert à tous.","siret":"35600000000048","adresse":"1 rue X","code_postal":"93140","commune":"Bondy",
        "code_insee":"93010","latitude":48.9,"longitude":2.48,"courriel":"contact@ruche.fr","telephone":"+33141600000","site_web":"https://ruche.fr","lien_source":"https://x.fr/1","reseaux_porteurs":["emmaus"],
        "horaires_accueil":"Mo-Fr 09:00-18:00","accessibilite_lieu":"https://acceslibre.beta.gouv.fr/app/1/","complement_adresse":"Bâtiment B"}
        """;

    private const string Service = """
        {"source":"x","structure_id":"x--1","id":"x--2","nom":"Un atelier","description":"Apprendre à compter.","date_maj":"2026-01-02","type":"atelier","thematiques":["numerique--acquerir-un-equipement"],
        "publics":["jeunes","seniors"],"frais":"gratuit","modes_accueil":["a-distance"],"modes_mobilisation":["telephoner"],"mobilisable_par":["usagers"],"zone_eligibilite":["93","france"],"nombre_semaines":3,
        "volume_horaire_hebdomadaire":1.5,"lien_mobilisation":"https://x.fr/2"}
        """;

    /// <summary>Values that any field is tried with: of each type, too short, too long, empty, not in a list, said twice.</summary>
    private static readonly string[] Odd =
    [
        "null", "\"\"", "\"a\"", "\"abcde\"", "12", "-1", "0", "1.5", "true", "[]", "[\"inconnu\"]", "[\"jeunes\",\"jeunes\"]", "[1]", "{}",
        "\"2026-13-45\"", "\"2026-01-02T00:00:00\"", "\"pas une adresse\"",
        "\"93 140\"", "\"9314\"", "\"93140\"", "\"123456789\"", "[\"123456789\"]", "[\"99100\"]", "[\"9\"]", "\"gratuit\"",
        $"\"{new string('x', 151)}\"", $"\"{new string('x', 10_001)}\"", "\"2026-02-28\"", "\"https://a.fr\"",
    ];

    [Theory, InlineData("structure", Structure), InlineData("service", Service)]
    public async Task Verdicts_OnEveryFieldWithEveryOddValue_AreThoseOfTheSchema(string kind, string valid)
    {
        var schema = await JsonSchema.FromFileAsync(Clone.Sample($"standards/data-inclusion-schema/schemas/v1/{kind}.json"));
        valid = valid.Replace("numerique--acquerir-un-equipement", InclusionWords.Themes.First(), StringComparison.Ordinal);
        var fields = kind == "structure" ? InclusionField.OfStructures : InclusionField.OfServices;
        Assert.Equal(schema.ActualProperties.Keys.Order(StringComparer.Ordinal),
            fields.Select(field => field.Name).Order(StringComparer.Ordinal));
        Assert.Equal(schema.RequiredProperties.Order(StringComparer.Ordinal),
            fields.Where(field => field.IsRequired).Select(field => field.Name).Order(StringComparer.Ordinal));
        var (tried, refused, wrong) = (0, 0, new List<string>());
        foreach (var field in fields)
        {
            foreach (var odd in Odd)
            {
                var record = JsonNode.Parse(valid)!.AsObject();
                record[field.Name] = JsonNode.Parse(odd);
                var text = record.ToJsonString();
                var (theirs, ours) = (schema.Validate(text).Count > 0, Refuses(field, odd));
                tried++;
                if (ours) refused++;
                // A format is only advice to a validator of schemas, and this one does not know "const": there we may be stricter, never
                // laxer.
                if (theirs ? !ours
                    : ours && field.Kind is not (InclusionKind.Email or InclusionKind.Link or InclusionKind.Day or InclusionKind.Zones))
                    wrong.Add($"{field.Name} = {odd[..Math.Min(40, odd.Length)]}: schema {theirs}, here {ours}");
            }
            var without = JsonNode.Parse(valid)!.AsObject();
            without.Remove(field.Name);
            Assert.Equal(schema.Validate(without.ToJsonString()).Count > 0, Read($"[{without.ToJsonString()}]").FaultCount > 0);
        }
        Assert.Empty(wrong);
        Assert.True(tried > 500 && refused > tried / 3, $"{refused} of {tried}");
    }

    [Theory, InlineData("structure", Structure), InlineData("service", Service)]
    public async Task WholeRecord_HasNothingToPutRight(string kind, string valid)
    {
        var schema = await JsonSchema.FromFileAsync(Clone.Sample($"standards/data-inclusion-schema/schemas/v1/{kind}.json"));
        var record = valid.Replace("numerique--acquerir-un-equipement", InclusionWords.Themes.First(), StringComparison.Ordinal);

        var read = Read($"[{record}]");

        Assert.Empty(schema.Validate(record));
        Assert.Empty(read.Faults);
        Assert.Empty(read.Advice);
        Assert.Empty(read.Unknown);
    }

    [Theory]
    [InlineData("date_maj", "\"2026-11-24\"", "à venir")]
    [InlineData("date_maj", "\"1999-12-31\"", "2000")]
    [InlineData("id", "\"1\"", "deux tirets")]
    [InlineData("accessibilite_lieu", "\"https://x.fr\"", "Acceslibre")]
    public void Structure_AgainstAWrittenRule_IsRefused(string field, string value, string word)
    {
        var record = JsonNode.Parse(Structure)!.AsObject();
        record[field] = JsonNode.Parse(value);

        var fault = Assert.Single(Read($"[{record.ToJsonString()}]").Faults);

        Assert.Equal(field, fault.Field);
        Assert.Contains(word, fault.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_ThatDisagree_AreTold()
    {
        var service = JsonNode.Parse(Service)!.AsObject();
        (service["structure_id"], service["publics"], service["thematiques"]) = ("x--9", new JsonArray("tous-publics", "jeunes"),
            new JsonArray(InclusionWords.Themes.First()));

        var read = Read($$"""{"structures":[{{Structure}},{{Structure}}],"services":[{{service.ToJsonString()}}]}""");

        Assert.Equal((2, 1), (read.Structures, read.Services));
        Assert.Equal(["id", "structure_id", "publics"], read.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public void Advice_SaysWhatIsTakenAndCouldBeBetter()
    {
        var record = JsonNode.Parse(Structure)!.AsObject();
        (record["telephone"], record["siret"], record["latitude"], record["rna"]) = ("01 41 60 00 00", "12345678901234", 2.48, "W1");

        var read = Read($"[{record.ToJsonString()}]");

        Assert.Empty(read.Faults);
        Assert.Equal(["telephone", "siret", "latitude"], read.Advice.Select(advice => advice.Field));
        Assert.Equal([("rna", 1, true)], read.Unknown);
    }

    [Theory, InlineData("[{\"nom\":\"A\"}]"), InlineData("nom;id;source\nA;1;x"), InlineData("[1]"), InlineData("[{]"),
        InlineData("{\"results\":{}}")]
    public void OtherFiles_AreNotTakenForIt(string text)
    => Assert.Null(InclusionFile.Of(System.Text.Encoding.UTF8.GetBytes(text), Today, CancellationToken.None));

    private static bool Refuses(InclusionField field, string value)
    {
        using var document = JsonDocument.Parse(value);
        return InclusionRules.Refusal(field, document.RootElement) is not null;
    }

    private static InclusionFile Read(string text)
        => InclusionFile.Of(System.Text.Encoding.UTF8.GetBytes(text), Today, CancellationToken.None)!;
}
