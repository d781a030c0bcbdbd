namespace Terreau.Web.Domain.Accounts;

/// <summary>What someone is for the territory. Whoever comes is a visitor, whoever has an account a member; the rest is granted.</summary>
[Flags]
internal enum TerritoryRoles
{
    None = 0,
    Visitor = 1,
    Member = 2,

    /// <summary>The manager territorial: sees what comes in, moderates, animates.</summary>
    Manager = 4,

    /// <summary>Decides for a funder of the community.</summary>
    Funder = 8,

    /// <summary>An agent of a town hall or of a service.</summary>
    Agent = 16,

    /// <summary>Grants roles and keeps the installation.</summary>
    Administrator = 32,
}

/// <summary>What someone is for one organisation.</summary>
[Flags]
internal enum OrganisationRoles
{
    None = 0,

    /// <summary>Sees what the organisation keeps for itself.</summary>
    Reader = 1,

    /// <summary>Changes the sheet.</summary>
    Editor = 2,

    /// <summary>Changes the sheet, and decides who belongs.</summary>
    Owner = 4,
}

/// <summary>The words for roles, and what each asks of those who bear it.</summary>
internal static class Roles
{
    /// <summary>
    /// Roles that decide on money or on others, or see what is not public: a link by mail is not enough to act under them.
    /// </summary>
    public const TerritoryRoles NeedStrongSignIn = TerritoryRoles.Manager | TerritoryRoles.Funder | TerritoryRoles.Administrator;

    /// <summary>Roles someone grants, in the order they are shown.</summary>
    public static readonly IReadOnlyList<TerritoryRoles> Granted =
        [TerritoryRoles.Manager, TerritoryRoles.Funder, TerritoryRoles.Agent, TerritoryRoles.Administrator];

    /// <summary>Those of them that a link by mail does not open.</summary>
    public static readonly IReadOnlyList<TerritoryRoles> Deciding = [.. Granted.Where(role => (role & NeedStrongSignIn) != 0)];

    /// <summary>From the one who may most to the one who may least.</summary>
    public static readonly IReadOnlyList<OrganisationRoles> OfOrganisation =
        [OrganisationRoles.Owner, OrganisationRoles.Editor, OrganisationRoles.Reader];

    public static string Label(this TerritoryRoles role) => role switch
    {
        TerritoryRoles.Visitor => "Visiteur",
        TerritoryRoles.Member => "Membre",
        TerritoryRoles.Manager => "Manager territorial",
        TerritoryRoles.Funder => "Financeur",
        TerritoryRoles.Agent => "Agent d’un service public",
        TerritoryRoles.Administrator => "Administrateur",
        _ => role.ToString(),
    };

    public static string Label(this OrganisationRoles role) => role switch
    {
        OrganisationRoles.Owner => "Responsable",
        OrganisationRoles.Editor => "Contributeur",
        OrganisationRoles.Reader => "Lecteur",
        _ => role.ToString(),
    };

    /// <summary>What a role allows, in a few words.</summary>
    public static string Hint(this OrganisationRoles role) => role switch
    {
        OrganisationRoles.Owner => "modifie la fiche et décide qui en fait partie",
        OrganisationRoles.Editor => "modifie la fiche",
        OrganisationRoles.Reader => "voit ce que la fiche réserve à l’organisation",
        _ => "",
    };
}
