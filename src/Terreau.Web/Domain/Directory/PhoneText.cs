using PhoneNumbers;

namespace Terreau.Web.Domain.Directory;

/// <summary>Phone numbers in the ways they are written; a number without prefix is French.</summary>
internal static class PhoneText
{
    public static bool IsNumber(string text) => Parse(text) is not null;

    /// <summary>As people read it, "01 41 60 00 00", abroad with its prefix; null when it is no number.</summary>
    public static string? ForPeople(string text)
        => Parse(text) is { } number ? Phones.Format(number, number.CountryCode == 33
            ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL) : null;

    /// <summary>True for the phone that somebody carries.</summary>
    public static bool IsMobile(string text) => Parse(text) is { } number && Phones.GetNumberType(number) == PhoneNumberType.MOBILE;

    // A field is shaped, checked and told from a mobile in a row, and to read a number is the slowest check of a sheet.
    [ThreadStatic]
    private static (string Text, PhoneNumber? Number) last;

    private static PhoneNumberUtil Phones => PhoneNumberUtil.GetInstance();

    private static PhoneNumber? Parse(string text)
    {
        if (last.Text != text) last = (text, Read(text));
        return last.Number;
    }

    private static PhoneNumber? Read(string text)
    {
        try
        {
            return Phones.Parse(text, "FR") is { } number && Phones.IsValidNumber(number) ? number : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
