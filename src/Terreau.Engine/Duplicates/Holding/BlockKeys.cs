using Terreau.Engine.Duplicates.Reading;

namespace Terreau.Engine.Duplicates.Holding;

/// <summary>The keys under which a record is found, each 64 bits that hold its kind and its value.</summary>
internal static class BlockKeys
{
    public enum Kind
    {
        Siren = 1,
        Phone,
        Domain,
        Street,
        Stated,
        Meant,
        PostcodeWithCommune,
        PostcodeAlone,
        Gram,
        Word,
    }

    public static ulong Of(Kind kind, ulong value) => SheetStore.Mixed((value + 1) * 0x9E3779B97F4A7C15UL ^ ((ulong)kind << 58));

    /// <summary>The keys that a record is kept under, but for its communes, its position and the words of its names.</summary>
    public static void Write(SheetStore store, int number, List<ulong> keys)
    {
        keys.Clear();
        ref readonly var sheet = ref store[number];
        if (sheet.Siren >= 0) keys.Add(Of(Kind.Siren, (ulong)sheet.Siren));
        if (sheet.Phone >= 0) keys.Add(Of(Kind.Phone, (ulong)sheet.Phone));
        if (sheet.Site >= 0) keys.Add(Of(Kind.Domain, (ulong)sheet.Site));
        if (sheet.Mail >= 0 && sheet.Mail != sheet.Site) keys.Add(Of(Kind.Domain, (ulong)sheet.Mail));
        if (sheet.Street != 0) keys.Add(Of(Kind.Street, sheet.Street));
        if (sheet.Acronym >= 0) keys.Add(OfAcronym(Kind.Stated, store.Pool[sheet.Acronym]));
        if (sheet.Postcode >= 0) keys.Add(Of(sheet.HasCommune ? Kind.PostcodeWithCommune : Kind.PostcodeAlone, (ulong)sheet.Postcode));
        var start = keys.Count;
        Mean(store, store.Name(number), keys, start);
        foreach (ref readonly var name in store.OtherNames(number)) Mean(store, name, keys, start);
    }

    public static ulong OfAcronym(Kind kind, string acronym) => Of(kind, SheetStore.HashOf(acronym));

    private static void Mean(SheetStore store, in NameRow name, List<ulong> keys, int start)
    {
        if (NameAcronyms.Of(store, name) is not { } acronym) return;
        var key = OfAcronym(Kind.Meant, acronym);
        if (keys.IndexOf(key, start) < 0) keys.Add(key);
    }
}
