using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Hosting.Access;

/// <summary>
/// Which organisation holds the thing that an address names. An area adds one to its parts for the rights that it gives to the people of
/// an organisation; the gate asks it before anything of the page is read.
/// </summary>
/// <param name="Of">The permissions it answers for; each has one holder in all.</param>
/// <param name="FindAsync">The organisation, from the values of the route; null when there is no such thing.</param>
internal sealed record Holder(
    IReadOnlyList<Permission> Of, Func<TerreauDb, RouteValueDictionary, CancellationToken, Task<Guid?>> FindAsync);
