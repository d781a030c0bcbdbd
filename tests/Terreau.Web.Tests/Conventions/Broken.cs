namespace Terreau.Web.Tests.Conventions;

/// <summary>What breaks a rule, told whole: a list cut short would be mended one run at a time.</summary>
internal static class Broken
{
    public static void None(IEnumerable<string> found)
    {
        var lines = found.Distinct().Order(StringComparer.Ordinal).ToList();
        if (lines.Count > 0) Assert.Fail($"{lines.Count}:\n{string.Join('\n', lines)}");
    }
}
