using System.Net;
using AngleSharp.Html.Dom;
using Terreau.Web.Domain.Projects;
using Terreau.Web.Features.Orientation;

namespace Terreau.Web.Tests.Features.Orientation;

/// <summary>One site for the tests that each describe a project of their own, and the gestures of someone who does.</summary>
public sealed class OrientationSite : IAsyncLifetime
{
    internal TestSite Site { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Site = await TestSite.StartAsync();

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    /// <summary>Presses "Décrire mon projet" and gives the private link.</summary>
    internal async Task<string> BeginAsync()
    {
        using var response = await Site.SubmitAsync(await Site.PageAsync(OrientationRoutes.Start), "form.begin");
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        return response.Headers.Location!.ToString().Split('/')[^2];
    }

    /// <summary>Fills the form of a step and gives the address it leads to.</summary>
    internal async Task<string> FillAsync(string address, params (string Name, string Value)[] fields)
    {
        using var response = await Site.SubmitAsync(await Site.PageAsync(address), "main form", fields);
        Assert.True(response.StatusCode == HttpStatusCode.Found,
            $"{address} answered {response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        return Relative(response.Headers.Location!);
    }

    /// <summary>Fills the form of a step wrongly and gives the page that says so.</summary>
    internal async Task<IHtmlDocument> RefusedAsync(string address, params (string Name, string Value)[] fields)
    {
        using var response = await Site.SubmitAsync(await Site.PageAsync(address), "main form", fields);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await Site.ParseAsync(await response.Content.ReadAsStringAsync(), address);
    }

    /// <summary>Describes the kitchen of Bondy from end to end, and gives the private link.</summary>
    internal async Task<string> KitchenInBondyAsync()
    {
        var link = await BeginAsync();
        await FillAsync(OrientationRoutes.Idea(link),
            ("idee", "Ouvrir à Bondy une cuisine partagée pour des traiteurs du quartier. Il nous faut un four."));
        await FillAsync(OrientationRoutes.Stage(link), ("etapes", "EMERGENCE"));
        await FillAsync(OrientationRoutes.Place(link), ("communes", "93010"));
        await FillAsync(OrientationRoutes.District(link), ("quartier", "QN09314M"));
        await FillAsync(OrientationRoutes.Filiere(link), ("filieres", "alimentation-agriculture"));
        await FillAsync(OrientationRoutes.Public(link), ("publics", "habitants-qpv"));
        await FillAsync(OrientationRoutes.Structure(link), ("existe", "non"));
        await FillAsync(OrientationRoutes.Needs(link), ("besoins", "FINANCEMENT"), ("besoins", "LOCAUX"));
        await FillAsync(OrientationRoutes.Need(link, "FINANCEMENT"), ("natures", "subvention"), ("natures", "pret"),
            ("montant", "30 000 €"));
        var end = await FillAsync(OrientationRoutes.Need(link, "LOCAUX"), ("natures", "cuisine"));
        Assert.Equal(OrientationRoutes.Result(link), end);
        return link;
    }

    internal async Task<ProjectAnswers> AnswersAsync(string link)
        => await Site.WithDbAsync(db => db.AnswersAtAsync(link)) ?? throw new InvalidOperationException("No project at this link.");

    private static string Relative(Uri location) => location.IsAbsoluteUri ? location.PathAndQuery : location.ToString();
}
