using System.Net;
using System.Net.Sockets;
using Terreau.Web.Hosting;

namespace Terreau.Web.Tests.Commands;

/// <summary>The program as an operator starts it: another process, its exit code, its one sentence.</summary>
public sealed class ConsoleTests : IDisposable
{
    private readonly Terminal terminal = new();

    [Fact]
    public async Task Help_ListsTheVerbs()
    {
        var (code, output, _) = await RunAsync("--help");

        Assert.Equal(0, code);
        Assert.DoesNotContain("Show ", output, StringComparison.Ordinal);
        Assert.All(["serve", "seed", "migrate", "reindex", "import", "signalements", "courrier"],
            verb => Assert.Contains(verb, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Serve_PortTaken_SaysSoInOneSentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        var (code, _, error) = await RunAsync("serve", "--urls", address);

        Assert.NotEqual(0, code);
        Assert.Contains(address, Assert.Single(Lines(error)), StringComparison.Ordinal);
        Assert.Contains("déjà prise", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_FolderThatCannotBeWritten_SaysSoInOneSentence()
    {
        var file = Path.Combine(terminal.Data, "un-fichier");
        await File.WriteAllTextAsync(file, "");

        var (code, _, error) = await RunAsync("serve", "--data", Path.Combine(file, "donnees"));

        Assert.NotEqual(0, code);
        Assert.Contains("n’est pas accessible en écriture", Assert.Single(Lines(error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seed_Twice_IsRefused()
    {
        Assert.Equal(0, (await RunAsync("seed", "empty")).Code);

        var (code, _, error) = await RunAsync("seed", "est-ensemble");

        Assert.NotEqual(0, code);
        Assert.Single(Lines(error));
    }

    [Fact]
    public async Task Import_OnAnEmptyDatabase_IsDryByDefault_ThenWrites_ThenHasNothingToDo()
    {
        var dry = await RunAsync("import", "territoire", Clone.Territory);
        var written = await RunAsync("import", "territoire", Clone.Territory, "--write");
        var again = await RunAsync("import", "territoire", Clone.Territory);

        Assert.Contains("Rien n’a été écrit", dry.Output, StringComparison.Ordinal);
        Assert.Contains("+ Zone COMMUNE:93010", written.Output, StringComparison.Ordinal);
        Assert.Contains("Rien à changer", again.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), (dry.Code, written.Code, again.Code));
    }

    [Fact]
    public async Task ImportActors_IsDryByDefault_ThenWrites_ThenHasNothingToDo()
    {
        var file = Path.Combine(terminal.Data, "villes.csv");
        await File.WriteAllTextAsync(file, "Libellé X;Ville\nÉpicerie des Coteaux;Bondy\n;Pantin\n");
        await terminal.OpenAsync();
        string[] asked = ["import", "acteurs", file, "--source", "Ville de Bondy", "--colonne", "Libellé X=nom", "--malgre-tout"];

        var dry = await RunAsync(asked);
        var written = await RunAsync([.. asked, "--write"]);
        var again = await RunAsync([.. asked, "--write"]);

        Assert.Contains("+ ligne 2 : Épicerie des Coteaux", dry.Output, StringComparison.Ordinal);
        Assert.Contains("Rien n’a été écrit", dry.Output, StringComparison.Ordinal);
        Assert.Contains("Écrit. 2 lignes : 1 ajoutée et 1 refusée.".Replace("2 lignes", "2\u00A0lignes", StringComparison.Ordinal)
            .Replace("1 ajoutée", "1\u00A0ajoutée", StringComparison.Ordinal)
            .Replace("1 refusée", "1\u00A0refusée", StringComparison.Ordinal), written.Output, StringComparison.Ordinal);
        Assert.Contains("Rien à changer", again.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), (dry.Code, written.Code, again.Code));
    }

    [Theory]
    [InlineData("filieres:Réemploi=nulle-part", "« nulle-part » n’est pas connu")]
    [InlineData("Réemploi", "ne se lit pas")]
    public async Task ImportActors_WithAValueThatMeansNothing_IsOneSentence(string meaning, string said)
    {
        var file = Path.Combine(terminal.Data, "villes.csv");
        await File.WriteAllTextAsync(file, "Nom;Filière\nA;Réemploi\n");
        await terminal.OpenAsync();

        var (code, _, error) = await RunAsync("import", "acteurs", file, "--source", "Ville", "--valeur", meaning);

        Assert.NotEqual(0, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("absent.csv", "Ville", "n’existe pas")]
    [InlineData("vide.csv", "Ville", "vide")]
    [InlineData("noms.csv", "", "nom de la source")]
    public async Task ImportActors_OfWhatCannotBeRead_IsOneSentence(string name, string source, string said)
    {
        await File.WriteAllTextAsync(Path.Combine(terminal.Data, "vide.csv"), "");
        await File.WriteAllTextAsync(Path.Combine(terminal.Data, "noms.csv"), "Nom\nA\n");

        var (code, _, error) = await RunAsync("import", "acteurs", Path.Combine(terminal.Data, name), "--source", source);

        Assert.NotEqual(0, code);
        Assert.Contains(said, Assert.Single(Lines(error)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERREAU_RATE_SEARCH", "beaucoup")]
    [InlineData("TERREAU_RATE_FORMS", "0")]
    [InlineData("TERREAU_READ_SECONDS", "0")]
    [InlineData("TERREAU_READ_MEGABYTES", "32")]
    [InlineData("TERREAU_PROXY", "peut-être")]
    [InlineData("TERREAU_BASEMAP", "fond.json")]
    [InlineData("TERREAU_STALE_MONTHS", "-1")]
    [InlineData("TERREAU_SMTP", "mail.exemple.fr")]
    [InlineData("TERREAU_SMTP", "https://mail.exemple.fr")]
    [InlineData("TERREAU_SMTP", "smtp://mail.exemple.fr")]
    [InlineData("TERREAU_MAIL_FROM", "Terreau")]
    [InlineData("TERREAU_MAIL_FROM", "Terreau <a@b.fr>\nBcc: c@d.fr")]
    [InlineData("TERREAU_JOBS", "parfois")]
    public void Options_ValueThatCannotBeRead_IsRefusedByName(string name, string value)
    {
        var refusal = Assert.Throws<StartException>(() => TerreauOptions.FromEnvironment(asked => asked == name ? value : null));

        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => terminal.Dispose();

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) => terminal.RunAsync(arguments);
}
