using System.Globalization;
using Terreau.Engine.Duplicates.Holding;
using Terreau.Engine.Geography;

namespace Terreau.Engine.Duplicates.Reading;

/// <summary>
/// A record as a store takes it, all read but the numbers that its texts have in a pool. It depends on nothing but the record, so many
/// are made at once.
/// </summary>
internal sealed class ReadRecord
{
    private const int MostAliases = 8;

    /// <exception cref="InvalidOperationException">The SIRET is not of the SIREN.</exception>
    public ReadRecord(DuplicateRecord record)
    {
        Communes = record.Communes.IsDefaultOrEmpty
            ? [] : [.. record.Communes.Select(ContactText.Commune).Where(code => code >= 0).Distinct()];
        Name = new ReadName(record.Name);
        Others = record.Aliases.IsDefaultOrEmpty
            ? [] : [.. record.Aliases.Where(alias => !string.IsNullOrWhiteSpace(alias)).Take(MostAliases)
                .Select(alias => new ReadName(alias))];
        (Site, Mail, Acronym) = (WebDomains.Site(record.Website), WebDomains.Mail(record.EmailDomain), ContactText.Acronym(record.Acronym));
        var (latitude, longitude) = Point(record);
        Sheet = new Sheet
        {
            Siren = record.LegalUnit is { } siren ? int.Parse(siren.Value, CultureInfo.InvariantCulture) : -1,
            Nic = record.Siret is { } siret ? int.Parse(siret.Value.AsSpan(9), CultureInfo.InvariantCulture) : -1,
            Commune = Communes.Length > 0 ? Communes[0] : -1,
            Postcode = ContactText.Postcode(record.Postcode, record.Address),
            Latitude = latitude,
            Longitude = longitude,
            Phone = ContactText.Phone(record.Phone),
            Street = ContactText.Street(record.Address),
            HasMoreCommunes = Communes.Length > 1,
        };
    }

    /// <summary>Site, mail and acronym are still to be numbered.</summary>
    public Sheet Sheet { get; }

    public string? Site { get; }
    public string? Mail { get; }
    public string? Acronym { get; }

    /// <summary>The communes that are codes, each once.</summary>
    public int[] Communes { get; }

    public ReadName Name { get; }
    public ReadName[] Others { get; }

    private static (int Latitude, int Longitude) Point(DuplicateRecord record)
        => record is { IsExact: true, Latitude: { } latitude, Longitude: { } longitude }
            && PositionCheck.Of(latitude, longitude) is PositionVerdict.Sound or PositionVerdict.OutsideFrance
            ? ((int)Math.Round(latitude * 1e6), (int)Math.Round(longitude * 1e6))
            : (int.MinValue, int.MinValue);
}

/// <summary>A name read: its words, and its row but for where they are kept.</summary>
internal sealed class ReadName
{
    public ReadName(string text)
    {
        Words = NameText.Words(text);
        var row = new NameRow { Words = (byte)Words.Length, DistinctWords = (byte)Words.Distinct(StringComparer.Ordinal).Count() };
        foreach (var word in Words) row.WordBits |= 1UL << (int)(SheetStore.Mixed(SheetStore.HashOf(word)) & 63);
        if (Words.Length > 0)
        {
            var padded = NameText.Padded(Words);
            Span<ulong> grams = padded.Length <= 512 ? stackalloc ulong[padded.Length] : new ulong[padded.Length];
            var count = 0;
            for (var i = 0; i + 2 < padded.Length; i++) grams[count++] = NameText.Gram(padded, i);
            grams = grams[..count];
            grams.Sort();
            for (var i = 0; i < count; i++)
            {
                if (i > 0 && grams[i] == grams[i - 1]) continue;
                row.Trigrams++;
                var bit = (int)(SheetStore.Mixed(grams[i]) & 127);
                if (bit < 64) row.Low |= 1UL << bit;
                else row.High |= 1UL << (bit - 64);
            }
        }

        Row = row;
    }

    public string[] Words { get; }

    public NameRow Row { get; }
}
