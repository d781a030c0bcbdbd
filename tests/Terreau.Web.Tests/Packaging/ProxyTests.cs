using System.Text.RegularExpressions;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Guards;

namespace Terreau.Web.Tests.Packaging;

/// <summary>What stands in front of the site knows of it what it must: secret addresses, sizes, settings.</summary>
public sealed partial class ProxyTests
{
    private static string Nginx => Read("proxy/nginx.conf");

    [Fact]
    public void Nginx_LogsNoSecretAddress()
    {
        var unlogged = Unlogged().Matches(Nginx).Select(match => new Regex(match.Groups["pattern"].Value)).ToList();
        var secrets = Areas.All.SelectMany(area => area.Secrets).ToList();

        Assert.NotEmpty(secrets);
        Assert.All(secrets, start => Assert.Contains(unlogged, pattern => pattern.IsMatch($"{start}/abc?x=1")));
        Assert.DoesNotContain(unlogged, pattern => pattern.IsMatch("/acteurs?q=pain"));
    }

    [Fact]
    public void Nginx_LetsThroughWhatTheSiteReads()
    {
        var most = long.Parse(Body().Match(Nginx).Groups["mega"].Value) * 1024 * 1024;

        // Beyond what the site reads to its end it is the proxy's to close the door, not much later.
        Assert.InRange(most, FileUpload.MaxBody, FileUpload.MaxBody * 11 / 10);
    }

    [Fact]
    public void Caddy_LetsThroughWhatTheSiteReads()
    {
        var most = long.Parse(CaddyBody().Match(Read("proxy/Caddyfile")).Groups["mega"].Value) * 1_000_000;

        Assert.InRange(most, FileUpload.MaxBody, FileUpload.MaxBody * 11 / 10);
    }

    [Fact]
    public void Settings_OfThePackage_AreSettingsOfTheProgram()
    {
        var settings = Setting().Matches(Read("debian/terreau.env"))
            .Select(match => (match.Groups["name"].Value, match.Groups["value"].Value)).ToList();

        Assert.NotEmpty(settings);
        foreach (var (name, value) in settings)
        {
            Assert.Contains(name, TerreauOptions.Variables.Keys);
            // What stands there as an example can be read too.
            TerreauOptions.Variables[name](new TerreauOptions(), value);
        }
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(Clone.Root, "packaging", path));

    [GeneratedRegex(@"^\s+~(?<pattern>\S+) 0;$", RegexOptions.Multiline)]
    private static partial Regex Unlogged();

    [GeneratedRegex(@"client_max_body_size (?<mega>\d+)m;")]
    private static partial Regex Body();

    [GeneratedRegex(@"max_size (?<mega>\d+)MB")]
    private static partial Regex CaddyBody();

    [GeneratedRegex(@"^#?(?<name>TERREAU_[A-Z_]+)=(?<value>.+)$", RegexOptions.Multiline)]
    private static partial Regex Setting();
}
