using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Hosting;

/// <summary>The team of the territory: whom to ask where nobody else is named. A function or a service, never a person.</summary>
internal sealed record TeamContact(string Name, string? Mail, string? Phone, string? Place)
{
    /// <summary>What it can be reached by, in words.</summary>
    public IEnumerable<string> Ways => new[] { Phone, Mail, Place }.OfType<string>();

    /// <summary>Reads "name; mail; phone; place".</summary>
    /// <exception cref="StartException">No name, nothing to reach it by, or a mail that is none; the message says which.</exception>
    public static TeamContact Read(string variable, string value)
    {
        var parts = value.Split(';', StringSplitOptions.TrimEntries);
        string? At(int place) => parts.Length > place && parts[place].Length > 0 ? parts[place] : null;
        if (parts.Length > 4 || At(0) is not { } name || (At(1) ?? At(2) ?? At(3)) is null)
            throw new StartException(
                $"{variable} s’écrit « nom ; adresse électronique ; téléphone ; lieu », avec un nom et au moins un moyen.");
        if (At(1) is { } mail && !EmailAddress.TryParse(mail, out _))
            throw new StartException($"{variable} : « {mail} » n’est pas une adresse électronique.");
        return new TeamContact(name, At(1), At(2), At(3));
    }
}
