namespace Terreau.Engine.Duplicates;

/// <summary>The keys under which a record is found, each 64 bits that hold its kind and its value.</summary>
internal static class BlockKeys
{
    public enum Kind
    {
        Siren = 1,
        Phone,
        Domain,
        Street,
        Cell,
        Stated,
        Meant,
        PostcodeWithCommune,
        PostcodeAlone,
        Gram,
        Word,
    }

    // Just over 500 m of latitude, in millionths of a degree: what is within 500 m lies in the same row of cells or a neighbour.
    private const int CellSteps = 4_600;

    public static ulong Of(Kind kind, ulong value) => SheetStore.Mixed((value + 1) * 0x9E3779B97F4A7C15UL ^ ((ulong)kind << 58));

    /// <summary>The keys that a record is kept under, but for its communes and the words of its names.</summary>
    public static void Write(SheetStore store, int number, List<ulong> keys)
    {
        keys.Clear();
        ref readonly var sheet = ref store[number];
        if (sheet.Siren >= 0) keys.Add(Of(Kind.Siren, (ulong)sheet.Siren));
        if (sheet.Phone >= 0) keys.Add(Of(Kind.Phone, (ulong)sheet.Phone));
        if (sheet.Site >= 0) keys.Add(Of(Kind.Domain, (ulong)sheet.Site));
        if (sheet.Mail >= 0 && sheet.Mail != sheet.Site) keys.Add(Of(Kind.Domain, (ulong)sheet.Mail));
        if (sheet.Street != 0) keys.Add(Of(Kind.Street, sheet.Street));
        if (sheet.HasPoint) keys.Add(Cell(RowOf(sheet.Latitude), ColumnOf(sheet.Longitude, RowOf(sheet.Latitude))));
        if (sheet.Acronym >= 0) keys.Add(OfAcronym(Kind.Stated, store.Pool[sheet.Acronym]));
        if (sheet.Postcode >= 0) keys.Add(Of(sheet.HasCommune ? Kind.PostcodeWithCommune : Kind.PostcodeAlone, (ulong)sheet.Postcode));
        var start = keys.Count;
        Mean(store, store.Name(number), keys, start);
        foreach (ref readonly var name in store.OtherNames(number)) Mean(store, name, keys, start);
    }

    /// <summary>The cells that hold every position within 500 m, one to nine, most often.</summary>
    public static void WriteCells(in Sheet sheet, List<ulong> keys)
    {
        keys.Clear();
        if (!sheet.HasPoint) return;
        var middle = RowOf(sheet.Latitude);
        var reach = (int)(CellSteps / Narrowing(Math.Abs(middle) + 2));
        for (var row = middle - 1; row <= middle + 1; row++)
        {
            for (var column = ColumnOf(sheet.Longitude - reach, row); column <= ColumnOf(sheet.Longitude + reach, row); column++) keys.Add(Cell(row, column));
        }
    }

    public static ulong OfAcronym(Kind kind, string acronym) => Of(kind, SheetStore.HashOf(acronym));

    private static void Mean(SheetStore store, in NameRow name, List<ulong> keys, int start)
    {
        if (NameAcronyms.Of(store, name) is not { } acronym) return;
        var key = OfAcronym(Kind.Meant, acronym);
        if (keys.IndexOf(key, start) < 0) keys.Add(key);
    }

    private static ulong Cell(int row, int column) => Of(Kind.Cell, ((ulong)(uint)row << 32) | (uint)column);

    private static int RowOf(int latitude) => (int)Math.Floor(latitude / (double)CellSteps);

    // Cells widen away from the equator, row by row, so that each is as wide as high at least.
    private static int ColumnOf(int longitude, int row) => (int)Math.Floor(longitude * Narrowing(Math.Abs(row) + 1) / CellSteps);

    /// <summary>The cosine of a row's latitude, at least a hundredth: cells of the poles stay finite.</summary>
    private static double Narrowing(int row) => Math.Max(0.01, Math.Cos(row * (double)CellSteps / 1e6 * Math.PI / 180));
}
