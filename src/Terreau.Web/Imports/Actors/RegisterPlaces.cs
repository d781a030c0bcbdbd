using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Register;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Imports.Actors;

/// <summary>What the Sirene register said to a row that says no place itself.</summary>
/// <param name="SourceId">The source of the stock.</param>
/// <param name="StockOn">Its month.</param>
/// <param name="Fields">The fields whose value is the register's.</param>
internal sealed record RegisterPlace(string SourceId, PartialDate StockOn, IReadOnlySet<string> Fields);

/// <summary>
/// Many files give a SIRET and no commune. Where the territory holds the Sirene stock, an active establishment of that number says
/// it, with its address unless the unit keeps it back. A row that says a place of its own, be it elsewhere or to confirm, is left as it is.
/// </summary>
internal static partial class RegisterPlaces
{
    /// <summary>Numbers asked for at once: what a query can name.</summary>
    private const int Chunk = 1_000;

    /// <summary>The same rows in the same order, those that the register can place with what it says.</summary>
    public static async Task<List<ActorRecord>> FillAsync(
        TerreauDb db, RegisterStock stock, List<ActorRecord> records, Atlas atlas, CancellationToken cancel)
    {
        var held = new Dictionary<string, RegisteredEstablishment>(StringComparer.Ordinal);
        foreach (var numbers in records.Select(Number).OfType<string>().Distinct(StringComparer.Ordinal).Chunk(Chunk))
        {
            var active = db.RegisteredEstablishments.AsNoTracking().Where(one => one.State == RegisterState.Active);
            foreach (var one in await active.Where(one => numbers.Contains(one.Siret)).ToListAsync(cancel)) held[one.Siret] = one;
        }
        return held.Count == 0 ? records : [.. records.Select(Filled)];

        ActorRecord Filled(ActorRecord record)
            => Number(record) is { } number && held.TryGetValue(number, out var one) && !Contradicts(record, one, atlas)
                ? Placed(record, one, stock, atlas) : record;
    }

    private static string? Number(ActorRecord record)
        => record.SaysPlace ? null : record.Values.GetValueOrDefault(nameof(Organisation.Siret));

    // An address in one cell may say another commune by its postcode.
    private static bool Contradicts(ActorRecord record, RegisteredEstablishment one, Atlas atlas)
    {
        var said = Postcode().Matches(record.Values.GetValueOrDefault(nameof(Organisation.Address), ""));
        return said.Count > 0 && atlas.Zones.GetValueOrDefault("COMMUNE:" + one.Commune) is { } zone
            && !said.Any(code => zone.Postcodes.Contains(code.Value));
    }

    private static ActorRecord Placed(ActorRecord record, RegisteredEstablishment one, RegisterStock stock, Atlas atlas)
    {
        var values = new Dictionary<string, string>(record.Values, StringComparer.Ordinal)
        {
            [nameof(Organisation.Communes)] = one.Commune,
        };
        var fields = new HashSet<string>(StringComparer.Ordinal) { nameof(Organisation.Communes) };
        if (one.Address is { Length: > 0 } street && !values.ContainsKey(nameof(Organisation.Address)))
        {
            var address = $"{street}, {one.Postcode} {atlas.CommuneName(one.Commune)}";
            values[nameof(Organisation.Address)] = address.Replace("  ", " ", StringComparison.Ordinal);
            fields.Add(nameof(Organisation.Address));
        }
        return record with { Values = values, Register = new RegisterPlace(stock.SourceId, stock.StockOn, fields) };
    }

    [GeneratedRegex(@"\b\d{5}\b")]
    private static partial Regex Postcode();
}
