using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Mail;
using Terreau.Web.Features.Accounts;
using Terreau.Web.Features.Directory;

namespace Terreau.Web.Features.Steward.Campaigns;

/// <summary>What a campaign writes to the people of a sheet.</summary>
internal static class CampaignLetters
{
    /// <summary>Every mail of a campaign has a key that begins so.</summary>
    public static string KeysOf(Guid campaign) => $"campagne:{campaign}:";

    /// <param name="round">0 for the first mail, then one more for each reminder.</param>
    public static string Key(Guid campaign, SheetPerson person, int round) => $"{KeysOf(campaign)}{person.Sheet}:{person.Account}:{round}";

    /// <summary>The round that a key tells.</summary>
    public static int RoundOf(string key)
        => int.Parse(key[(key.LastIndexOf(':') + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    public static string Subject(string title, string sheet, int round)
        => (round == 0 ? "" : "Rappel : ") + $"{Letter.InSubject(title)} : {Letter.InSubject(sheet)}";

    /// <param name="site">The address of the site, without a final slash.</param>
    public static string Text(string title, string? message, DateOnly dueOn, string name, string slug, string site) => $"""
        Bonjour,

        {(string.IsNullOrWhiteSpace(message) ? $"{title}." : message.Trim())}

        La fiche « {name} » est-elle à jour ? Répondez avant le {French.Date(dueOn)}.

        Tout est vrai ? Un geste suffit :
        {site}{DirectoryRoutes.Check(slug)}

        Quelque chose a changé ? Modifiez la fiche :
        {site}{DirectoryRoutes.Edit(slug)}

        Vous ne voulez plus de ces messages ? Dites-le ici :
        {site}{AccountRoutes.Data}
        """;
}
