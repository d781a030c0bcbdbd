using System.Collections.Frozen;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Accounts;

/// <summary>Who makes a request, with the roles in force for it.</summary>
internal sealed record User
{
    private static readonly FrozenDictionary<Guid, OrganisationRoles> NoOrganisation = FrozenDictionary<Guid, OrganisationRoles>.Empty;

    /// <summary>Someone without an account.</summary>
    public static readonly User Visitor = new();

    public Guid? AccountId { get; init; }
    public Guid? SessionId { get; init; }
    public string? Email { get; init; }

    /// <summary>How they want to be called; empty when they have not said.</summary>
    public string Name { get; init; } = "";

    /// <summary>Roles granted for the territory, whether or not this sign-in is strong enough to use them.</summary>
    public TerritoryRoles Granted { get; init; } = TerritoryRoles.Visitor;

    /// <summary>True when they signed in with a passkey or ProConnect.</summary>
    public bool IsStrong { get; init; }

    /// <summary>True when their session outlives an absence: it was opened before they had a role that decides.</summary>
    public bool IsLasting { get; init; }

    public IReadOnlyDictionary<Guid, OrganisationRoles> Organisations { get; init; } = NoOrganisation;

    public bool IsSignedIn => AccountId is not null;

    /// <summary>Roles in force: those that ask for a strong sign-in sleep without one.</summary>
    public TerritoryRoles Roles => IsStrong && !IsLasting ? Granted : Granted & ~Accounts.Roles.NeedStrongSignIn;

    /// <summary>A role was granted that this sign-in is too weak to use.</summary>
    public bool HasSleepingRoles => Roles != Granted;

    /// <summary>Whether a role of theirs that sleeps gives the permission.</summary>
    public bool WouldHave(Permission permission) => HasSleepingRoles && Policy.Allows(permission, Granted, OrganisationRoles.None);

    public bool May(Permission permission) => Policy.Allows(permission, Roles, OrganisationRoles.None);

    public bool May(Permission permission, Guid organisation) => Policy.Allows(permission, Roles, RoleIn(organisation));

    public OrganisationRoles RoleIn(Guid organisation)
        => Organisations.TryGetValue(organisation, out var role) ? role : OrganisationRoles.None;

    /// <summary>What the journal writes: never a name, so that the person can leave and the act stay.</summary>
    public string Who => AccountId is { } id ? WhoOf(id) : Act.Visitor;

    public static string WhoOf(Guid account) => $"{Act.AccountPrefix}{account}";

    public Act Acts(TimeProvider clock, string command, string? why = null) => new(Who, clock.GetUtcNow().UtcDateTime, command, why);
}
