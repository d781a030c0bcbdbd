using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Hosting.Access;

/// <summary>What a page or an address asks of those who open it: each one says it, or the site does not start.</summary>
/// <param name="permission">A line of <see cref="Policy"/>. Where it is a right in one organisation, a <see cref="Holder"/> says
/// which.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class AccessAttribute(Permission permission) : Attribute
{
    public Permission Permission { get; } = permission;
}

internal static class AccessMetadata
{
    /// <summary>Routes that the framework adds by itself; they answer with nothing of ours.</summary>
    private static readonly string[] OfTheFramework = ["Fallback {**path:file}", "Blazor Opaque Redirection"];

    public static TBuilder Asks<TBuilder>(this TBuilder endpoints, Permission permission) where TBuilder : IEndpointConventionBuilder
        => endpoints.WithMetadata(new AccessAttribute(permission));

    /// <summary>Names every route that says nothing of who may use it, and every right of organisations that no area answers for.</summary>
    /// <exception cref="StartException">There is one.</exception>
    public static void RequireAccessEverywhere(this WebApplication app)
    {
        var silent = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)
            .Where(endpoint => endpoint.Metadata.GetMetadata<AccessAttribute>() is null && !OfTheFramework.Contains(endpoint.DisplayName))
            .Select(endpoint => endpoint.DisplayName ?? endpoint.ToString()).ToList();
        if (silent.Count > 0) throw new StartException($"Ces adresses ne disent pas qui peut les ouvrir : {string.Join(", ", silent)}");
        var held = app.Services.GetServices<Holder>().SelectMany(holder => holder.Of).ToList();
        var ownerless = Enum.GetValues<Permission>()
            .Where(permission => Policy.Of(permission).IsOfOrganisation && held.Count(of => of == permission) != 1).ToList();
        if (ownerless.Count > 0)
            throw new StartException($"Ces droits ne disent pas de quelle organisation : {string.Join(", ", ownerless)}");
    }
}
