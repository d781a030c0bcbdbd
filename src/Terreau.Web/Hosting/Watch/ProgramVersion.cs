using System.Reflection;
using System.Runtime.InteropServices;

namespace Terreau.Web.Hosting.Watch;

/// <summary>Which program this is.</summary>
/// <param name="Version">That of the package, or of the sources.</param>
/// <param name="Commit">The first signs of the commit it was built from; empty when that is not known.</param>
/// <param name="Runtime">The .NET it runs on.</param>
/// <param name="System">The system it runs on.</param>
internal sealed record ProgramVersion(string Version, string Commit, string Runtime, string System)
{
    private const int SignsOfCommit = 9;

    public static ProgramVersion Of()
    {
        var said = typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        var parts = said.Split('+');
        return new(parts[0], parts.Length > 1 ? parts[^1][..Math.Min(SignsOfCommit, parts[^1].Length)] : "",
            RuntimeInformation.FrameworkDescription, RuntimeInformation.OSDescription);
    }
}
