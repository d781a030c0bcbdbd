namespace Terreau.Web.Domain.Accounts;

/// <summary>What a page or an address asks of those who open it. Each route names one; <see cref="Policy"/> says who has it.</summary>
internal enum Permission
{
    /// <summary>Read what is public.</summary>
    ReadPublic,

    /// <summary>Send something without an account: a report, a suggestion, a project behind its private link.</summary>
    SendPublic,

    /// <summary>Sign in, or come back from a provider.</summary>
    SignIn,

    /// <summary>One's own account: keys, sessions, data, organisations.</summary>
    UseAccount,

    /// <summary>Propose the sheet of an organisation that is not there, or ask to join one that is.</summary>
    JoinSheets,

    /// <summary>See what an organisation keeps for itself.</summary>
    ReadSheetInside,

    /// <summary>Change a sheet, its pictures and its history.</summary>
    EditSheet,

    /// <summary>Decide who belongs to an organisation, and the rhythm of its checks.</summary>
    RunSheet,

    /// <summary>The desk of the manager: what comes in, duplicates, campaigns, activity.</summary>
    Moderate,

    /// <summary>Change an offer, or bring it back to an earlier state.</summary>
    EditOffer,

    /// <summary>Give keys to subscribers, take them back, and choose what they are told.</summary>
    RunSubscribers,

    /// <summary>Grant and withdraw the roles of the territory.</summary>
    GrantRoles,

    /// <summary>See how the site itself is: versions, disk, mails, jobs, backups.</summary>
    ReadState,
}

/// <summary>The one table of who may do what. The tests walk every route with every role and compare with it.</summary>
internal static class Policy
{
    private const TerritoryRoles Everyone = TerritoryRoles.Visitor | SignedIn;
    private const TerritoryRoles SignedIn =
        TerritoryRoles.Member | TerritoryRoles.Manager | TerritoryRoles.Funder | TerritoryRoles.Agent | TerritoryRoles.Administrator;
    private const TerritoryRoles Desk = TerritoryRoles.Manager | TerritoryRoles.Administrator;

    private static readonly Line[] Table = Lines();

    /// <summary>Who has a permission: by a role for the territory, or by a role for the organisation in question.</summary>
    internal readonly record struct Line(TerritoryRoles Territory, OrganisationRoles Organisation)
    {
        /// <summary>Whether it must be known which organisation is meant.</summary>
        public bool IsOfOrganisation => Organisation != OrganisationRoles.None;
    }

    public static Line Of(Permission permission) => Table[(int)permission];

    /// <summary>Whether these roles give the permission.</summary>
    public static bool Allows(Permission permission, TerritoryRoles territory, OrganisationRoles organisation)
    {
        var line = Table[(int)permission];
        return (line.Territory & territory) != 0 || (line.Organisation & organisation) != 0;
    }

    private static Line[] Lines()
    {
        var lines = new Dictionary<Permission, Line>
        {
            [Permission.ReadPublic] = new(Everyone, OrganisationRoles.None),
            [Permission.SendPublic] = new(Everyone, OrganisationRoles.None),
            [Permission.SignIn] = new(Everyone, OrganisationRoles.None),
            [Permission.UseAccount] = new(SignedIn, OrganisationRoles.None),
            [Permission.JoinSheets] = new(SignedIn, OrganisationRoles.None),
            [Permission.ReadSheetInside] = new(Desk, OrganisationRoles.Reader | OrganisationRoles.Editor | OrganisationRoles.Owner),
            [Permission.EditSheet] = new(Desk, OrganisationRoles.Editor | OrganisationRoles.Owner),
            [Permission.RunSheet] = new(Desk, OrganisationRoles.Owner),
            [Permission.Moderate] = new(Desk, OrganisationRoles.None),
            [Permission.EditOffer] = new(Desk, OrganisationRoles.None),
            [Permission.RunSubscribers] = new(Desk, OrganisationRoles.None),
            [Permission.GrantRoles] = new(TerritoryRoles.Administrator, OrganisationRoles.None),
            [Permission.ReadState] = new(TerritoryRoles.Administrator, OrganisationRoles.None),
        };
        return [.. Enum.GetValues<Permission>().Select(permission => lines[permission])];
    }
}
