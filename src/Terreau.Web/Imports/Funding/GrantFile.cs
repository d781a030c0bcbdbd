using System.Text.Json;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Imports.Funding;

/// <summary>Reads files of grants: tables of the SCDL, tables and lists of 360Giving. The headings say which.</summary>
internal static class GrantFile
{
    private static readonly string[] Id = ["referencedecision", "reference decision", "reference de la decision", "identifier"];
    private static readonly string[] Funder = ["nomattribuant", "nom attribuant", "nom de l attribuant", "funding org name"];
    private static readonly string[] FunderNumber = ["idattribuant", "id attribuant", "identification de l attribuant",
        "identification de l attributaire", "siret attribuant", "funding org identifier"];
    private static readonly string[] Beneficiary = ["nombeneficiaire", "nom beneficiaire", "nom du beneficiaire", "beneficiaire",
        "recipient org name"];
    private static readonly string[] BeneficiaryNumber = ["idbeneficiaire", "id beneficiaire", "identification du beneficiaire",
        "siret beneficiaire", "recipient org identifier"];
    // A number that is nobody's by its name: the beneficiary's where the giver has one of its own, else perhaps the giver's.
    private static readonly string[] BareNumber = ["n siret", "numero siret", "siret"];
    private static readonly string[] Rna = ["rnabeneficiaire", "rna beneficiaire"];
    private static readonly string[] Amount = ["montant", "montant total de la subvention", "montant de la subvention", "montant total",
        "amount awarded"];
    private static readonly string[] Currency = ["currency"];
    private static readonly string[] Date = ["dateconvention", "date convention", "date de la convention",
        "date de signature de la convention", "award date"];
    private static readonly string[] Purpose = ["objet", "object", "objet de la subvention", "title"];
    private static readonly string[] Person = ["recipient ind identifier", "recipient individual identifier"];

    /// <exception cref="UnreadableFileException">Why it cannot be read, in a sentence.</exception>
    public static async Task<IReadOnlyList<GrantRecord>> ReadAsync(byte[] content, TableReader tables, CancellationToken cancel)
    {
        if (content.AsSpan().TrimStart((byte)' ') is [(byte)'{', ..]) return List(content);
        var reading = await tables.ReadAsync(content, cancel);
        return reading.IsRead ? Table(reading.Table) : throw new UnreadableFileException(reading.Refusal);
    }

    private static IReadOnlyList<GrantRecord> Table(SourceTable table)
    {
        var headings = table.Headings.Select(ColumnGuessing.Plain).ToList();
        var (beneficiary, amount, date) = (At(Beneficiary), At(Amount), At(Date));
        if ((beneficiary, amount, date) is not (>= 0, >= 0, >= 0))
            throw new UnreadableFileException(
                "Ce fichier ne dit pas, par les titres de ses colonnes, le bénéficiaire, le montant et la date.");
        var (id, funder, funderNumber, number, rna, currency, purpose, person) = (At(Id), At(Funder), At(FunderNumber),
            At(BeneficiaryNumber), At(Rna), At(Currency), At(Purpose), At(Person));
        if (number < 0 && funderNumber >= 0) number = At(BareNumber);
        var isOfGrant = id >= 0 && headings[id] == "identifier";
        return [.. table.Rows.Select(row =>
            new GrantRecord(row.Line, Cell(row, id), Cell(row, funder), Cell(row, funderNumber), Cell(row, beneficiary), Cell(row, number),
                Cell(row, rna),
            Cell(row, amount), currency < 0 ? "EUR" : Cell(row, currency), Cell(row, date), Cell(row, purpose),
            Cell(row, person).Length > 0, isOfGrant))];

        int At(string[] names) => names.Select(name => headings.IndexOf(name)).FirstOrDefault(at => at >= 0, -1);

        static string Cell(SourceRow row, int at) => at < 0 ? "" : row[at].Trim();
    }

    private static List<GrantRecord> List(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = 32 });
            if (!document.RootElement.TryGetProperty("grants", out var grants) || grants.ValueKind != JsonValueKind.Array)
                throw new UnreadableFileException("Cette liste n’est pas de la forme 360Giving.");
            return [.. grants.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Select(Record)];
        }
        catch (Exception fault) when (fault.IsOfJson())
        {
            throw new UnreadableFileException(JsonReading.InWords(fault));
        }
    }

    private static GrantRecord Record(JsonElement grant, int rank)
    {
        var (funder, recipient) = (First(grant, "fundingOrganization"), First(grant, "recipientOrganization"));
        return new GrantRecord(rank + 1, Text(grant, "id"), Text(funder, "name"), Text(funder, "id"), Text(recipient, "name"),
            Text(recipient, "id"), "", Text(grant, "amountAwarded"),
            Text(grant, "currency"), Text(grant, "awardDate"), Text(grant, "title"), grant.TryGetProperty("recipientIndividual", out _)
                || recipient.ValueKind != JsonValueKind.Object, IsIdOfGrant: true);
    }

    private static JsonElement First(JsonElement grant, string name)
        => grant.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0
            ? list[0] : default;

    private static string Text(JsonElement item, string name)
        => item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(name, out var value) ? ""
            : value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!.Trim(),
                JsonValueKind.Number => value.GetRawText(),
                _ => "",
            };
}
