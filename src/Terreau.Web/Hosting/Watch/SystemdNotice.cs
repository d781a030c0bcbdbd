using Microsoft.Extensions.Hosting.Systemd;

namespace Terreau.Web.Hosting.Watch;

/// <summary>
/// Tells systemd when the site listens and when it stops. Asked of the socket that systemd gives, and not of the name of the parent
/// process, as the package would by itself: a service that may not see other processes (ProtectProc) would then start forever.
/// </summary>
internal static class SystemdNotice
{
    public static bool IsWanted => Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is { Length: > 0 };

    public static IServiceCollection AddSystemdNotice(this IServiceCollection services) => IsWanted
        ? services.AddSingleton<ISystemdNotifier, SystemdNotifier>().AddSingleton<IHostLifetime, SystemdLifetime>()
        : services;
}
