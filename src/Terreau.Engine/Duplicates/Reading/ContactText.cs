using System.Globalization;
using System.Text;

namespace Terreau.Engine.Duplicates.Reading;

/// <summary>Phones, acronyms, communes and addresses as people write them, made comparable.</summary>
internal static class ContactText
{
    private static readonly Dictionary<string, string> StreetWords = new(StringComparer.Ordinal)
    {
        ["r"] = "rue", ["av"] = "avenue", ["ave"] = "avenue", ["bd"] = "boulevard", ["bld"] = "boulevard", ["blvd"] = "boulevard",
        ["boul"] = "boulevard", ["pl"] = "place", ["all"] = "allee", ["imp"] = "impasse", ["ch"] = "chemin", ["che"] = "chemin",
        ["chem"] = "chemin", ["rte"] = "route", ["sq"] = "square", ["fg"] = "faubourg", ["fbg"] = "faubourg", ["st"] = "saint",
        ["ste"] = "sainte", ["gal"] = "general", ["mal"] = "marechal", ["pdt"] = "president", ["dr"] = "docteur",
    };

    /// <summary>
    /// A national number of ten digits without its 0 (148501234), another with its country code and a 1 before; -1 when it
    /// is none or one digit over and over.
    /// </summary>
    public static long Phone(string? text)
    {
        if (text is null || text.Length > 40) return -1;
        var bare = text.Replace("(0)", "", StringComparison.Ordinal);
        Span<char> kept = stackalloc char[40];
        var count = 0;
        foreach (var sign in bare)
            if (char.IsAsciiDigit(sign)) kept[count++] = sign;
        var digits = kept[..count].ToString();
        var isForeign = bare.TrimStart().StartsWith('+') || digits.StartsWith("00", StringComparison.Ordinal);
        if (isForeign) digits = digits.TrimStart('0');
        if (isForeign && digits.StartsWith("33", StringComparison.Ordinal)) (digits, isForeign) = ("0" + digits[2..].TrimStart('0'), false);
        if (digits.Length < 2 || !digits.AsSpan(1).ContainsAnyExcept(digits[1])) return -1;
        return isForeign
            ? digits.Length is >= 9 and <= 15 ? long.Parse("1" + digits, CultureInfo.InvariantCulture) : -1
            : digits.Length == 10 && digits[0] == '0' ? long.Parse(digits, CultureInfo.InvariantCulture) : -1;
    }

    /// <summary>How a number of <see cref="Phone"/> is written: "01 48 50 12 34", "+32 1234…".</summary>
    public static string PhoneWords(long phone)
    {
        var digits = phone.ToString(CultureInfo.InvariantCulture);
        if (digits.Length > 9) return "+" + digits[1..];
        var text = new StringBuilder("0");
        for (var i = 0; i < digits.Length; i++) text.Append(i % 2 == 1 ? "\u00A0" : "").Append(digits[i]);
        return text.ToString();
    }

    /// <summary>The acronym in small letters, three to eight letters or digits; null when it is none.</summary>
    public static string? Acronym(string? text)
    {
        var letters = NameText.Plain(text).Replace(" ", "", StringComparison.Ordinal);
        return letters.Length is >= 3 and <= 8 ? letters : null;
    }

    /// <summary>A commune code of five letters or digits in base 36; -1 when it is none.</summary>
    public static int Commune(string? code) => Base36(code?.Trim());

    /// <summary>Five digits, of the postcode or at the end of the address; -1 when there are none.</summary>
    public static int Postcode(string? postcode, string? address)
    {
        var found = postcode?.Trim() is { Length: 5 } given && given.All(char.IsAsciiDigit)
            ? given
            : postcode is null ? Array.FindLast(NameText.Plain(address).Split(' '), IsPostcode) : null;
        return found is null ? -1 : int.Parse(found, CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The words of number and street, up to the postcode, as a 64-bit hash; 0 when no number stands before a street. Two
    /// streets share a hash once in 2^64 pairs.
    /// </summary>
    public static ulong Street(string? address)
    {
        var words = NameText.Plain(address).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var end = Array.FindLastIndex(words, IsPostcode);
        if (end >= 0) words = words[..end];
        var start = Array.FindIndex(words, word => char.IsAsciiDigit(word[0]));
        if (start < 0 || words.Length - start < 2) return 0;
        var hash = 0xCBF29CE484222325UL;
        foreach (var word in words.Skip(start).Where(word => !NameText.IsArticle(word)))
        {
            foreach (var c in StreetWords.GetValueOrDefault(word, word)) hash = (hash ^ c) * 0x100000001B3UL;
            hash = (hash ^ ' ') * 0x100000001B3UL;
        }

        return hash == 0 ? 1 : hash;
    }

    private static bool IsPostcode(string word) => word.Length == 5 && word.All(char.IsAsciiDigit);

    private static int Base36(string? code)
    {
        if (code is not { Length: 5 }) return -1;
        var value = 0;
        foreach (var c in code)
        {
            var digit = char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiLetter(c) ? char.ToUpperInvariant(c) - 'A' + 10 : -1;
            if (digit < 0) return -1;
            value = (value * 36) + digit;
        }

        return value;
    }
}
