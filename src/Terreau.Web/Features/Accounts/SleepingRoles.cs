using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Features.Accounts;

internal static class SleepingRoles
{
    /// <summary>"Manager territorial et Administrateur": the roles that wait for a stronger way in.</summary>
    public static string Of(User user) => French.List([.. Roles.Granted
        .Where(role => user.Granted.HasFlag(role) && !user.Roles.HasFlag(role)).Select(role => role.Label())]);
}
