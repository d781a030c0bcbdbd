namespace Terreau.Engine.Quantities;

/// <summary>What the two numbers of the Sirene register have in common: their writing and their key.</summary>
internal static class RegisterDigits
{
    public static bool TryRead(string? text, int length, out string digits)
    {
        digits = "";
        if (text is null || text.Length > 60) return false;
        var kept = IsDigits(text) ? text : string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '.'));
        if (kept.Length != length || !IsDigits(kept) || !kept.AsSpan().ContainsAnyExcept('0')) return false;
        digits = kept;
        return true;
    }

    private static bool IsDigits(string text) => !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    public static bool LuhnHolds(string digits)
    {
        var total = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            if (i % 2 == 1) digit = digit > 4 ? (2 * digit) - 9 : 2 * digit;
            total += digit;
        }

        return total % 10 == 0;
    }
}
