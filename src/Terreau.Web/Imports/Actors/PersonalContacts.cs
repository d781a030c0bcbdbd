using Terreau.Engine.Duplicates.Reading;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Imports.Actors;

/// <summary>
/// Small associations give the mailbox and the mobile of one of their people. Nobody asked that person: what a file brings of this kind
/// is kept, and shown to nobody but the organisation and the manager until the organisation says otherwise.
/// </summary>
internal static class PersonalContacts
{
    /// <param name="sheet">It already bears the values.</param>
    /// <param name="fields">The fields that the file has just filled.</param>
    public static void ShieldPersons(this Organisation sheet, IEnumerable<string> fields)
    {
        var reserved = new Dictionary<string, Audience>(sheet.Reserved);
        foreach (var field in fields)
        {
            if ((field == nameof(Organisation.Email) && sheet.Email is { } mail && WebDomains.Mail(mail) is null)
                || (field == nameof(Organisation.Phone) && sheet.Phone is { } phone && PhoneText.IsMobile(phone)))
                reserved[field] = Audience.Organisation;
        }
        if (reserved.Count != sheet.Reserved.Count) sheet.Reserved = reserved;
    }
}
