using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Terreau.Web.Data.Steady;
using Terreau.Web.Domain.Deciding;

namespace Terreau.Web.Hosting;

/// <summary>
/// A failure is told twice: to the log with its trace, and to the person with a reference number
/// that finds it there. Pages answer with a page, the API with problem details.
/// </summary>
internal static class Failures
{
    /// <summary>Seconds after which a database that was away is worth another try.</summary>
    private const string RetryAfter = "30";

    /// <summary>The number a person can quote; it stands in the log beside the failure.</summary>
    public static string Reference(this HttpContext context)
        => Activity.Current?.TraceId.ToHexString()[..12] ?? context.TraceIdentifier;

    public static void UseFailures(this WebApplication app)
    {
        // The framework's own line would not carry the reference that the person is given.
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Answer, SuppressDiagnosticsCallback = _ => true });
        // Not the framework's status pages: those leave alone an answer whose type was set, even when it is empty.
        app.Use(async (context, next) =>
        {
            await next(context);
            var response = context.Response;
            if (response is { StatusCode: >= 400, HasStarted: false } && response.ContentLength is null or 0
                && !HttpMethods.IsHead(context.Request.Method))
                await AnswerStatus(context);
        });
    }

    private static async Task Answer(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        context.Response.StatusCode = error switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            IllegalStepException => StatusCodes.Status409Conflict,
            _ when Outage.Is(error) => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
        if (error is IllegalStepException step)
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Failures)).LogWarning("{Step}", step.Message);
        if (context.Response.StatusCode >= 500) Tell(context, error);
        try
        {
            await AnswerStatus(context);
        }
        catch (Exception again) when (!context.Response.HasStarted)
        {
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Failures))
                .LogError(again, "The page that tells of failure {Reference} fails too", context.Reference());
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(
                $"{Title(context.Response.StatusCode)}. {Detail(context.Response.StatusCode)} ({context.Reference()})\n");
        }
    }

    private static void Tell(HttpContext context, Exception? error)
    {
        // The route and not the address: that of a private project is its key.
        var route = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName ?? "no route";
        var log = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Failures));
        if (context.Response.StatusCode != StatusCodes.Status503ServiceUnavailable)
        {
            log.LogError(error, "Failure {Reference} on {Route}", context.Reference(), route);
            return;
        }
        context.Response.Headers.RetryAfter = RetryAfter;
        context.Response.Headers.CacheControl = "no-store";
        log.LogWarning("The database does not answer: {Reference} on {Route} ({Reason})", context.Reference(), route,
            error?.GetBaseException().Message);
    }

    private static async Task AnswerStatus(HttpContext context)
    {
        var status = context.Response.StatusCode;
        if (context.IsApi())
        {
            await Results.Problem(new ProblemDetails
            {
                Status = status, Title = ApiTitle(status), Detail = ApiDetail(status),
                Extensions = { ["reference"] = context.Reference() },
            }).ExecuteAsync(context);
            return;
        }
        await ErrorPage.Write(context, status);
    }

    private const string Away = "La base de données ne répond pas. Ce que vous aviez enregistré est conservé. Réessayez dans une minute.";

    internal static string Title(int status) => status switch
    {
        400 => "Cette demande n’a pas été comprise",
        403 => "Cette page ne vous est pas ouverte",
        404 => "Cette page n’existe pas",
        405 => "Cette action n’existe pas ici",
        409 => "Ce n’est plus possible dans l’état d’aujourd’hui",
        413 => "L’envoi est trop volumineux",
        415 => "Cette forme d’envoi n’est pas lue ici",
        429 => "Trop de demandes en peu de temps",
        503 => "Le site ne répond pas pour le moment",
        _ when status >= 500 => "Une erreur s’est produite de notre côté",
        _ => "Cette demande n’a pas abouti",
    };

    private static string ApiTitle(int status) => status == StatusCodes.Status404NotFound ? "Rien n’est à cette adresse" : Title(status);

    private static string? ApiDetail(int status) => status switch
    {
        400 or 404 or 405 => "Les adresses et leurs paramètres sont décrits sous /openapi/v1.json.",
        409 => Detail(status),
        413 => "Envoyez un texte plus court.",
        415 => "Envoyez du JSON, avec l’en-tête « Content-Type: application/json ».",
        429 or >= 500 => Detail(status),
        _ => null,
    };

    /// <param name="isSent">Something was sent, and may have arrived.</param>
    internal static string Detail(int status, bool isSent = false) => status switch
    {
        400 => "Revenez à la page précédente et essayez de nouveau.",
        404 => "Elle a pu changer d’adresse. Essayez la recherche.",
        409 => "Quelqu’un a sans doute répondu avant vous. Rien n’a été changé : relisez la page, puis recommencez.",
        413 => "Envoyez un texte plus court, ou une image plus légère.",
        429 => "Attendez une minute, puis recommencez.",
        503 when isSent => $"{Away} Avant de renvoyer votre formulaire, regardez s’il est arrivé.",
        503 => Away,
        _ when status >= 500 => "Ce que vous aviez enregistré est conservé. Réessayez dans un instant.",
        _ => "",
    };
}
