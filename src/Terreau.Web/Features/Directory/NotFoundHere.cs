namespace Terreau.Web.Features.Directory;

internal static class NotFoundHere
{
    /// <summary>
    /// Answers 404 with the page being written, which says more than the general one. The status is set as
    /// the answer leaves: seen earlier, it would have the page dropped for the general one.
    /// </summary>
    public static void AnswerNotFound(this HttpContext http) => http.Response.OnStarting(() =>
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
